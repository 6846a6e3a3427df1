import { article } from './articles';
import { discussion } from './discussions';
import { comment, reply } from './items';
import { decisions, moderation, queue } from './moderation';
import { author, section, topic } from './named';
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
