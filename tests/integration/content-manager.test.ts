/** The Content Manager, as the admin panel drives it: whole forms, bulk actions, duplicates. */
import { startApp, type App } from '../support/app';
import {
  approvedReply,
  db,
  discussionOf,
  documents,
  driftOf,
  paragraph,
  postComment,
  publicCount,
  UID,
  type Row,
} from '../support/newsroom';

let app: App;
let token: string;
let administrator: Row;

beforeAll(async () => {
  app = await startApp();
  const { body } = await app.http.post('/admin/register-admin').send({
    email: 'edda@example.org',
    firstname: 'Edda',
    lastname: 'Marsh',
    password: 'A-long-pass-word-1',
  });
  token = body.data.token;
  administrator = body.data.user;
});
afterAll(() => app.stop());

const manager = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
  app.http[method](`/content-manager/collection-types/${path}`).auth(token, { type: 'bearer' });
const formOf = async (uid: string, documentId: string): Promise<Row> => {
  const { body } = await manager('get', `${uid}/${documentId}`);
  // Not a field: what the Content Manager tells beside them.
  const { status: _status, ...form } = body.data as Row;
  return form;
};
const save = (uid: string, documentId: string, form: Row) =>
  manager('put', `${uid}/${documentId}`).send(form);

/** A story written and published in the admin panel. */
async function publishStory(data: Row = {}): Promise<string> {
  const { body, status } = await manager('post', `${UID.article}/actions/publish`).send({
    headline: 'Written at the desk',
    body: [paragraph('Some words.')],
    credits: [{ name: 'Ada Voss', role: 'writer' }],
    ...data,
  });
  expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
  return body.data.documentId;
}
const statusOf = async (documentId: string): Promise<string> =>
  (await manager('get', `${UID.article}/${documentId}`)).body.data.status;

test('a whole form is saved and published again; what the machine keeps stays', async () => {
  const documentId = await publishStory();
  const form = await formOf(UID.article, documentId);
  expect(form).toMatchObject({ byline: 'Ada Voss', slug: 'written-at-the-desk', wordCount: 2 });
  const forged = {
    ...form,
    kicker: 'Desk',
    wordCount: 999,
    datePublished: '2001-01-01T00:00:00.000Z',
  };
  const saved = await save(UID.article, documentId, forged);
  expect({ status: saved.status, error: saved.body.error }).toEqual({
    status: 200,
    error: undefined,
  });
  expect(saved.body.data).toMatchObject({
    kicker: 'Desk',
    wordCount: 2,
    datePublished: form['datePublished'],
  });
  expect(await statusOf(documentId)).toBe('modified');
  const published = await manager('post', `${UID.article}/${documentId}/actions/publish`).send(
    await formOf(UID.article, documentId),
  );
  expect({ status: published.status, error: published.body.error }).toEqual({
    status: 200,
    error: undefined,
  });
  expect(await statusOf(documentId)).toBe('published');
  const { body } = await app.http.get('/api/articles/by-slug/written-at-the-desk');
  expect(body.data).toMatchObject({ datePublished: form['datePublished'], dateModified: null });
});

test('whoever writes is the creator, so that the role Author, who may touch only its own, can work', async () => {
  const author = await db(app, 'admin::role').findOne({ where: { code: 'strapi-author' } });
  const users = app.strapi.service('admin::user') as unknown as {
    create(user: Row): Promise<Row>;
  };
  const ann = {
    ...{ email: 'ann@example.org', firstname: 'Ann', lastname: 'Tollard', isActive: true },
    password: 'A-long-pass-word-1',
  };
  const { id } = await users.create({ ...ann, roles: [author.id] });
  const login = await app.http
    .post('/admin/login')
    .send({ email: ann.email, password: ann.password });
  const asAnn = (method: 'get' | 'post' | 'put', path: string) =>
    app.http[method](`/content-manager/collection-types/${UID.article}${path}`).auth(
      login.body.data.token as string,
      { type: 'bearer' },
    );
  const created = await asAnn('post', '').send({
    headline: 'Ann’s first story',
    body: [paragraph('Some words.')],
  });
  expect(created.status).toBe(201);
  const { documentId } = created.body.data as Row;
  const read = await asAnn('get', `/${documentId}`);
  expect([read.status, read.body.data.createdBy.id, read.body.data.updatedBy.id]).toEqual([
    200,
    id,
    id,
  ]);
  const { status: _status, ...form } = read.body.data as Row;
  const saved = await asAnn('put', `/${documentId}`).send({ ...form, kicker: 'Harbour' });
  expect([saved.status, saved.body.data.kicker]).toEqual([200, 'Harbour']);
  expect((await asAnn('get', '')).body.results).toHaveLength(1);
  // Nobody becomes another by saying so in the form.
  await asAnn('put', `/${documentId}`).send({ ...form, createdBy: administrator['id'] });
  const row = await db(app, UID.article).findOne({
    where: { documentId },
    populate: ['createdBy'],
  });
  expect(row.createdBy.id).toBe(id);
});

test('a correction and a major update are issued by the publish button', async () => {
  const documentId = await publishStory({ headline: 'To be corrected' });
  const form = await formOf(UID.article, documentId);
  await manager('post', `${UID.article}/${documentId}/actions/publish`)
    .send({
      ...form,
      corrections: [{ kind: 'correction', text: 'It was the pier, not the wall.' }],
      changeNote: 'Named the right place.',
    })
    .expect(200);
  const { body } = await app.http.get('/api/articles/by-slug/to-be-corrected');
  const { dateModified } = body.data;
  expect(dateModified).not.toBeNull();
  expect(body.data.corrections).toEqual([
    { kind: 'correction', text: 'It was the pier, not the wall.', issuedAt: dateModified },
  ]);
  expect(body.data.updates).toEqual([{ at: dateModified, note: 'Named the right place.' }]);
  expect(await statusOf(documentId)).toBe('published');
  const again = await formOf(UID.article, documentId);
  await manager('post', `${UID.article}/${documentId}/actions/publish`).send(again).expect(200);
  const after = await app.http.get('/api/articles/by-slug/to-be-corrected');
  expect(after.body.data).toMatchObject({ dateModified, updates: body.data.updates });
});

test('Duplicate makes a new story with a discussion of its own', async () => {
  const documentId = await publishStory({ headline: 'Twice' });
  const comment = await postComment(app, documentId);
  const form = await formOf(UID.article, documentId);
  const { body, status } = await manager('post', `${UID.article}/clone/${documentId}`).send({
    ...form,
    slug: 'twice-more',
  });
  expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
  const copy = body.data.documentId as string;
  expect(copy).not.toBe(documentId);
  expect(body.data).toMatchObject({ datePublished: null, slug: expect.stringMatching(/^twice-/) });
  expect(await discussionOf(app, copy)).toMatchObject({ commentCount: 0, liveFrom: null });
  const row = await db(app, UID.comment).findOne({ where: { documentId: comment.documentId } });
  expect(row.articleId).toBe(documentId);
});

test('a comment is approved, rejected and held in its form, with a decision by name for each', async () => {
  const articleId = await publishStory({ headline: 'With comments' });
  const { documentId, receipt } = await postComment(app, articleId, {
    authorEmail: 'rose@example.org',
  });
  const decideByForm = async (moderationStatus: string, more: Row = {}) => {
    const form = await formOf(UID.comment, documentId);
    const { status, body } = await save(UID.comment, documentId, {
      ...form,
      moderationStatus,
      ...more,
    });
    return [status, body.error?.details?.code];
  };
  expect(await decideByForm('approved')).toEqual([200, undefined]);
  expect(await publicCount(app, articleId)).toBe(1);
  // The form sent again changes nothing.
  expect(await decideByForm('approved')).toEqual([200, undefined]);
  expect(await decideByForm('rejected', { rejectionReason: 'off_topic' })).toEqual([
    200,
    undefined,
  ]);
  expect(await publicCount(app, articleId)).toBe(0);
  const own = await app.http.get(`/api/submissions/${receipt}`);
  expect(own.body.data).toMatchObject({ moderationStatus: 'rejected', reason: 'off_topic' });
  expect(await decideByForm('removed')).toEqual([200, undefined]);
  expect(await decideByForm('approved')).toEqual([409, 'invalid_transition']);
  const decisions = await db(app, UID.decision).findMany({ where: { itemId: documentId } });
  expect(
    decisions.map(({ action, actorType, actorName }: Row) => [action, actorType, actorName]),
  ).toEqual([
    ['approve', 'administrator', 'Edda Marsh'],
    ['reject', 'administrator', 'Edda Marsh'],
    ['remove', 'administrator', 'Edda Marsh'],
  ]);
  expect(administrator['email']).toBe('edda@example.org');
});

test('a form that was opened before somebody else decided is a conflict', async () => {
  const articleId = await publishStory({ headline: 'Two moderators' });
  const { documentId } = await postComment(app, articleId);
  const stale = await formOf(UID.comment, documentId);
  await save(UID.comment, documentId, { ...stale, moderationStatus: 'rejected' }).expect(200);
  const late = await save(UID.comment, documentId, { ...stale, moderationStatus: 'approved' });
  expect([late.status, late.body.error.details.code]).toEqual([409, 'conflict']);
  expect(await publicCount(app, articleId)).toBe(0);
});

test('bulk delete keeps threads and counts', async () => {
  const articleId = await publishStory({ headline: 'With a thread' });
  const [kept, gone] = [await postComment(app, articleId), await postComment(app, articleId)];
  for (const { documentId } of [kept, gone]) {
    const form = await formOf(UID.comment, documentId);
    await save(UID.comment, documentId, { ...form, moderationStatus: 'approved' }).expect(200);
  }
  await approvedReply(app, kept.documentId);
  await manager('post', `${UID.comment}/actions/bulkDelete`)
    .send({ documentIds: [kept.documentId, gone.documentId] })
    .expect(200);
  expect(await publicCount(app, articleId)).toBe(1);
  const { body } = await app.http.get(`/api/articles/${articleId}/comments`);
  expect(body.data).toEqual([
    expect.objectContaining({ documentId: kept.documentId, tombstone: true, body: null }),
  ]);
  expect(await driftOf(app)).toBe(0);
});

test('bulk unpublish and delete of stories take their discussions off the air', async () => {
  const one = await publishStory({ headline: 'First of two' });
  const two = await publishStory({ headline: 'Second of two' });
  await postComment(app, one);
  await manager('post', `${UID.article}/actions/bulkUnpublish`)
    .send({ documentIds: [one] })
    .expect(200);
  await manager('post', `${UID.article}/actions/bulkDelete`)
    .send({ documentIds: [two] })
    .expect(200);
  for (const articleId of [one, two]) {
    await app.http.get(`/api/articles/${articleId}/comments`).expect(404);
    expect(await discussionOf(app, articleId)).toMatchObject({ liveFrom: null });
  }
});

test('a comment can be written in the admin panel, and obeys the discussion’s mode', async () => {
  const articleId = await publishStory({ headline: 'From the desk' });
  const { body, status } = await manager('post', UID.comment).send({
    articleId,
    body: 'Thank you all.',
    authorName: 'The desk',
    moderationStatus: 'approved',
  });
  expect(status).toBe(201);
  expect(body.data).toMatchObject({ moderationStatus: 'approved', revision: 1 });
  expect(await publicCount(app, articleId)).toBe(1);
});

test('a reply can be written in the admin panel, and by a site with documentIds', async () => {
  const articleId = await publishStory({ headline: 'Answered by the desk' });
  const comment = await postComment(app, articleId);
  const row = await db(app, UID.comment).findOne({ where: { documentId: comment.documentId } });
  const reply = await manager('post', UID.reply).send({
    body: 'We will ask.',
    authorName: 'The desk',
    comment: { connect: [{ id: row.id, documentId: comment.documentId }], disconnect: [] },
    inReplyTo: { connect: [], disconnect: [] },
    moderationStatus: 'approved',
  });
  expect({ status: reply.status, error: reply.body.error }).toEqual({
    status: 201,
    error: undefined,
  });
  const answer = await documents(app, UID.reply).create({
    data: {
      comment: comment.documentId,
      inReplyTo: reply.body.data.documentId,
      body: 'And we have.',
      authorName: 'The desk',
      moderationStatus: 'approved',
    },
  });
  expect(answer).toMatchObject({ articleId, threadId: comment.documentId });
  expect(await publicCount(app, articleId)).toBe(2);
  // The form with its untouched relations is saved again.
  const form = await formOf(UID.reply, answer.documentId);
  const { comment: _comment, inReplyTo: _inReplyTo, ...fields } = form;
  const untouched = { connect: [], disconnect: [] };
  await save(UID.reply, answer.documentId, {
    ...fields,
    comment: untouched,
    inReplyTo: untouched,
    featured: true,
  }).expect(200);
  const moved = await save(UID.reply, answer.documentId, {
    comment: { connect: [{ id: Number(row.id) + 1, documentId: 'another' }], disconnect: [] },
  });
  expect(moved.status).toBe(400);
  expect(await driftOf(app)).toBe(0);
});

test('machinery is not shown', async () => {
  const { body } = await app.http.get('/content-manager/init').auth(token, { type: 'bearer' });
  const shown = body.data.contentTypes
    .filter(
      ({ isDisplayed, uid }: Row) => isDisplayed && String(uid).startsWith('plugin::newsroom'),
    )
    .map(({ uid }: Row) => uid as string);
  expect(shown.sort()).toEqual(
    [UID.article, UID.author, UID.comment, UID.reply, UID.section, UID.topic].sort(),
  );
});
