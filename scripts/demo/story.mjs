/** Writes one story of the demo. */

const ARTICLE = 'plugin::newsroom.article';

/** Publishes it, or leaves it a draft; its documentId. `known`: ids of what it refers to. */
export async function writeStory(strapi, { state, fields }, known) {
  const { documentId } = await strapi.documents(ARTICLE).create({
    data: dataOf(fields, known),
    status: state === 'draft' ? 'draft' : 'published',
  });
  return documentId;
}

function dataOf(story, known) {
  const find = (type, name) => {
    if (known[type].has(name)) return known[type].get(name);
    throw new Error(`The demo story "${story.slug}" names an unknown ${type}: "${name}".`);
  };
  return withoutGaps({
    ...story,
    section: find('section', story.section),
    topics: story.topics.map((topic) => find('topic', topic)),
    credits: story.credits.map(({ author, ...credit }) =>
      author ? { ...credit, author: find('author', author) } : credit,
    ),
    leadImage: story.leadImage && leadImageOf(story.leadImage, find),
  });
}

const leadImageOf = ({ picture, ...image }, find) => ({
  ...image,
  media: find('picture', picture),
});

const withoutGaps = (fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
