import { article } from './article/schema';
import { author } from './author/schema';
import { comment } from './comment/schema';
import { commenter } from './commenter/schema';
import { decision } from './decision/schema';
import { discussion } from './discussion/schema';
import { policy } from './policy/schema';
import { reply } from './reply/schema';
import { section } from './section/schema';
import { slugAlias } from './slug-alias/schema';
import { topic } from './topic/schema';

export const contentTypes = {
  article: { schema: article },
  author: { schema: author },
  section: { schema: section },
  topic: { schema: topic },
  comment: { schema: comment },
  reply: { schema: reply },
  commenter: { schema: commenter },
  discussion: { schema: discussion },
  decision: { schema: decision },
  policy: { schema: policy },
  'slug-alias': { schema: slugAlias },
};
