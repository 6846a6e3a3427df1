/**
 * A front page of 25 stories with credits, lead images, discussions, first 3 comments and 2 replies
 * each: one GraphQL request against the same data through REST (a list and 25 pages of comments),
 * turn by turn in one run, both from the database. Bar: at most 1.5 × the time. Then how long it takes to refuse what asks for
 * too much. Bar: under 50 ms. `npm run bench:graphql`
 */
import { client } from './conversation.mjs';
import { median, milliseconds, printMachine, withApp } from './support.mjs';

const STORIES = 25;
const ROUNDS = 60;
const WARM_UP = 10;
const BAR = 1.5;
const REFUSALS = 30;
const REFUSAL_BAR = 50;

const QUERY = `{
  articles {
    documentId headline standfirst byline displayDate
    credits { role name author { name slug } }
    leadImage { caption credit media { url width height alternativeText } }
    discussion { state commentCount closesAt lastCommentAt }
    comments(first: 3) {
      totalCount
      nodes {
        documentId body authorName postedAt editedAt featured replyCount tombstone
        replies(first: 2) { nodes { documentId body authorName postedAt inReplyTo { documentId authorName } } }
      }
      pageInfo { endCursor hasNextPage }
    }
  }
}`;
const LIST =
  '/api/articles?fields=documentId,headline,standfirst,byline,displayDate&populate[credits][populate]=author&populate[leadImage][populate]=media';

const nested = (depth) =>
  depth === 0 ? 'headline' : `comments { nodes { article { ${nested(depth - 1)} } } }`;
const many = (count, part) => Array.from({ length: count }, (_, n) => part(n)).join(' ');

/** What is refused before anything is read. */
const TOO_MUCH = {
  'depth 50': { query: `{ articles { ${nested(16)} } }` },
  '1,000 aliases of a list': { query: `{ ${many(1000, (n) => `a${n}: articles { slug }`)} }` },
  '1,000 aliases of a field': { query: `{ articles { ${many(1000, (n) => `a${n}: slug`)} } }` },
  '10,000 list items asked for': {
    query: '{ articles(pagination: { limit: 100 }) { comments(first: 100) { nodes { body } } } }',
  },
  '10,000 list items handed over': {
    query: 'query ($in: [String]) { articles(filters: { slug: { in: $in } }) { slug } }',
    variables: { in: Array.from({ length: 10_000 }, (_, n) => `s${n}`) },
  },
  '10,000 list items written out': {
    query: `{ articles(filters: { slug: { in: [${many(10_000, (n) => `"s${n}"`)}] } }) { slug } }`,
  },
  'recursive fragments': {
    query:
      '{ articles { ...f } } fragment f on NewsroomArticle { comments { nodes { article { ...f } } } }',
  },
  'fragments that double, 20 deep': {
    query: `{ articles { ...f0 } } ${many(20, (n) => `fragment f${n} on NewsroomArticle { ...f${n + 1} ...f${n + 1} }`)} fragment f20 on NewsroomArticle { slug }`,
  },
};

async function refusals(send) {
  const times = {};
  for (const [what, body] of Object.entries(TOO_MUCH)) {
    times[what] = [];
    for (let round = 0; round < REFUSALS + WARM_UP; round += 1) {
      let answer;
      const time = await milliseconds(async () => {
        answer = await send('POST', '/graphql', body);
      });
      const code = answer.errors?.[0].extensions.error?.details.code;
      if (code !== 'query_too_costly') throw new Error(`${what}: ${JSON.stringify(answer)}`);
      if (round >= WARM_UP) times[what].push(time);
    }
  }
  return times;
}

async function fill(strapi) {
  const author = await strapi
    .documents('plugin::newsroom.author')
    .create({ data: { name: 'Ada Voss' } });
  const file = await strapi.db.query('plugin::upload.file').create({
    data: {
      name: 'harbour.png',
      hash: 'harbour',
      ext: '.png',
      mime: 'image/png',
      size: 1,
      url: '/uploads/harbour.png',
      provider: 'local',
    },
  });
  const say = (uid, data) =>
    strapi.documents(`plugin::newsroom.${uid}`).create({
      data: { authorName: 'Rose Tully', moderationStatus: 'approved', ...data },
    });
  for (let n = 0; n < STORIES; n += 1) {
    const { documentId } = await strapi.documents('plugin::newsroom.article').create({
      data: {
        headline: `Story ${n}`,
        standfirst: 'What it is about.',
        credits: [{ author: author.documentId }, { name: 'Coast Wire' }],
        leadImage: { media: file.id, caption: 'The harbour.' },
      },
      status: 'published',
    });
    for (let c = 0; c < 4; c += 1) {
      const comment = await say('comment', { articleId: documentId, body: `Comment ${c}` });
      for (let r = 0; r < 3; r += 1) {
        await say('reply', { comment: comment.documentId, body: `Reply ${r}` });
      }
    }
  }
}

function measure(database) {
  return withApp(database, async (strapi) => {
    // The same pages are asked for in every round, and would be answered from memory.
    strapi.config.set('plugin::newsroom.discussion.cacheMegabytes', 0);
    await fill(strapi);
    const { httpServer } = strapi.server;
    await new Promise((listening) => httpServer.listen(0, '127.0.0.1', listening));
    const { send, close } = client(httpServer.address().port);
    const ways = {
      async graphql() {
        const { data, errors } = await send('POST', '/graphql', { query: QUERY });
        if (errors || data.articles.length !== STORIES) throw new Error(JSON.stringify(errors));
      },
      async rest() {
        const { data } = await send('GET', LIST);
        const pages = await Promise.all(
          data.map(({ documentId }) =>
            send('GET', `/api/articles/${documentId}/comments?limit=3&replies=2`),
          ),
        );
        if (pages.length !== STORIES || pages[0].data.length !== 3)
          throw new Error('Not the same.');
      },
    };
    const times = { graphql: [], rest: [] };
    for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
      const names = round % 2 ? ['graphql', 'rest'] : ['rest', 'graphql'];
      for (const name of names) {
        const time = await milliseconds(ways[name]);
        if (round >= WARM_UP) times[name].push(time);
      }
    }
    const refused = await refusals(send);
    close();
    return { graphql: median(times.graphql), rest: median(times.rest), refused };
  });
}

await printMachine();
console.log(
  `A front page of ${STORIES} stories with their first comments, median of ${ROUNDS}, in ms\n`,
);
console.log('| database   | REST, 26 requests | GraphQL, 1 request | ratio | bar    |');
console.log('| ---------- | ----------------- | ------------------ | ----- | ------ |');
let isMet = true;
let lastRefused;
for (const database of ['sqlite', 'postgres']) {
  const { graphql, rest, refused } = await measure(database);
  lastRefused = refused;
  const ratio = graphql / rest;
  isMet &&= ratio <= BAR;
  console.log(
    `| ${database.padEnd(10)} | ${rest.toFixed(1).padStart(17)} | ${graphql.toFixed(1).padStart(18)} | ${ratio.toFixed(2).padStart(5)} | ≤ ${BAR}${ratio <= BAR ? '  ' : ' !'} |`,
  );
}

console.log(`\nRefused with query_too_costly, ${REFUSALS} times each, in ms\n`);
console.log('| request                        | median |  most | bar  |');
console.log('| ------------------------------ | ------ | ----- | ---- |');
for (const [what, times] of Object.entries(lastRefused)) {
  const [middle, most] = [median(times), Math.max(...times)];
  isMet &&= middle < REFUSAL_BAR;
  console.log(
    `| ${what.padEnd(30)} | ${middle.toFixed(1).padStart(6)} | ${most.toFixed(1).padStart(5)} | < ${REFUSAL_BAR}${middle < REFUSAL_BAR ? '' : ' !'} |`,
  );
}
process.exit(isMet ? 0 : 1);
