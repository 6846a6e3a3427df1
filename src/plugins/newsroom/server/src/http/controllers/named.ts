import { UID } from '../../names';
import { generatedController } from '../generated';

const BY_NAME = ['name:asc', 'documentId:asc'];

const named = (uid: string) =>
  generatedController(uid, () => ({ guard: {}, defaultSort: BY_NAME }));

export const author = named(UID.author);
export const section = named(UID.section);
export const topic = named(UID.topic);
