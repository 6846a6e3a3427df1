import { discussion } from './discussions';
import { article, author, section, topic } from './generated';
import { comment, reply } from './items';
import { decisions, moderation, queue } from './moderation';
import { story } from './story';
import { submission } from './submissions';

export const controllers = {
  article,
  author,
  section,
  topic,
  story,
  comment,
  reply,
  discussion,
  submission,
  queue,
  moderation,
  decisions,
};
