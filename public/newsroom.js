/**
 * A newspaper's front page and story page on the newsroom's API, without a framework or a build.
 * Read it from `pages` at the end; everything that talks to the server goes through `ask`.
 */

// ── The API ──────────────────────────────────────────────────────────────────────────────────

const API = '/api';

/** An answer's body; what is refused is thrown with its code and, for a form, its fields. */
async function ask(path, { method = 'GET', data } = {}) {
  try {
    const response = await fetch(API + path, {
      method,
      signal: AbortSignal.timeout(PATIENCE),
      ...(data && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ data }),
      }),
    });
    const body = await response.json();
    if (!response.ok) throw new Refused(body.error);
    return body;
  } catch (error) {
    if (error instanceof Refused) throw error;
    // No answer, or one that is not the newsroom's: from a proxy, say.
    throw new Refused({ message: 'The newsroom does not answer. Try again in a moment.' });
  }
}

/** Milliseconds that an answer may take. */
const PATIENCE = 15_000;

class Refused extends Error {
  constructor({ message, details = {} }) {
    super(message);
    this.code = details.code;
    this.errors = details.errors ?? [];
  }
}

/** What readers are told, by the API's codes; the rest says what the API says. */
const TOLD = {
  body_required: 'Write something first.',
  body_too_short: 'That is a little short.',
  body_too_long: 'That is too long.',
  name_required: 'Give a name to post under.',
  name_too_long: 'That name is too long.',
  email_required: 'Your e-mail address is needed, and never shown.',
  email_invalid: 'That is no e-mail address.',
  discussion_closed: 'This discussion has just been closed.',
  comment_not_found: 'What you answer is not there any more.',
  reply_not_found: 'What you answer is not there any more.',
};
const tell = ({ code, message }) => TOLD[code] ?? message;

// ── The page ─────────────────────────────────────────────────────────────────────────────────

const $ = (selector, root = document) => root.querySelector(selector);
const make = (id) => $(`#${id}`).content.cloneNode(true).firstElementChild;
const put = (root, name, text) => {
  $(`[data-${name}]`, root).textContent = text ?? '';
};
const show = (element, isShown = true) => {
  element.hidden = !isShown;
};

const language = () => document.documentElement.lang || 'en';
const date = (moment) =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(moment),
  );

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "3 days ago", in the page's language. */
function age(moment) {
  const seconds = (Date.now() - new Date(moment)) / 1000;
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? ['minute', 60];
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  return seconds < 60
    ? format.format(0, 'second')
    : format.format(-Math.floor(seconds / length), unit);
}

function setTime(time, moment, format = date) {
  time.dateTime = moment;
  time.title = date(moment);
  time.textContent = format(moment);
}

/** Says something to everybody; again and anew when it is the same. */
function say(text) {
  put(document, 'told', '');
  setTimeout(() => put(document, 'told', text), 50);
}

/** Work that a button starts: not twice at once, and what is refused is said. */
async function during(button, work) {
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(tell(error));
  } finally {
    button.disabled = false;
  }
}

const commentsIn = (count) => `${count} ${count === 1 ? 'comment' : 'comments'}`;
const storyUrl = (slug) => `story.html?slug=${encodeURIComponent(slug)}`;

// ── The front page ───────────────────────────────────────────────────────────────────────────

async function frontPage() {
  const { data } = await ask(
    '/articles?populate[section]=true&populate[leadImage][populate]=media&pagination[pageSize]=50',
  );
  const sections = new Map();
  for (const story of data) {
    const name = story.section?.name ?? 'More';
    if (!sections.has(name)) {
      sections.set(name, make('section'));
      put(sections.get(name), 'name', name);
    }
    $('.stories', sections.get(name)).append(card(story));
  }
  $('main').append(...sections.values());
  put(document, 'status', data.length === 0 ? 'There is nothing to read yet.' : '');
}

function card(story) {
  const item = make('story-card');
  for (const name of ['kicker', 'headline', 'standfirst', 'byline']) put(item, name, story[name]);
  $('[data-headline]', item).href = storyUrl(story.slug);
  setTime($('[data-date]', item), story.displayDate, age);
  const { commentCount, state } = story.discussion;
  const count = $('[data-count]', item);
  count.textContent = commentsIn(commentCount);
  count.href = `${storyUrl(story.slug)}#comments`;
  count.setAttribute('aria-label', `${commentsIn(commentCount)} on ${story.headline}`);
  show(count, state !== 'hidden');
  const { media } = story.leadImage ?? {};
  const photo = $('[data-photo]', item);
  show(photo, Boolean(media));
  if (media) photo.src = media.formats?.small?.url ?? media.url;
  return item;
}

// ── A story ──────────────────────────────────────────────────────────────────────────────────

async function storyPage() {
  const slug = new URLSearchParams(location.search).get('slug') ?? '';
  const { data: story, meta } = await ask(`/articles/by-slug/${encodeURIComponent(slug)}`);
  if (meta.redirect) history.replaceState(null, '', storyUrl(meta.redirect.slug) + location.hash);
  showStory(story);
  put(document, 'status', '');
  if (story.discussion.state !== 'hidden') await commentsOf(story);
}

/** A story can be read without its comments; they can be asked for again. */
async function commentsOf(story) {
  const failed = $('[data-failed]');
  try {
    await conversation(story);
    show(failed, false);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    put(failed, 'why', tell(error));
    show(failed);
    const again = $('button', failed);
    again.onclick = () => during(again, () => commentsOf(story));
  }
}

function showStory(story) {
  document.title = story.headline;
  setLanguage(story.language);
  const article = $('.story');
  for (const name of ['kicker', 'headline', 'standfirst', 'byline'])
    put(article, name, story[name]);
  setTime($('[data-date]', article), story.displayDate);
  if (story.dateModified) {
    setTime($('[data-modified] time'), story.dateModified);
    show($('[data-modified]'));
  }
  put(article, 'reading', `${story.readingTime} min read`);
  put(article, 'count', commentsIn(story.discussion.commentCount));
  show($('[data-count]', article), story.discussion.state !== 'hidden');
  showPhoto(story.leadImage);
  // The API escapes it, so that a page may take it as it is.
  $('[data-body]').innerHTML = story.bodyHtml;
  showDateline(story.dateline);
  put(article, 'print', printCredit(story.print));
  for (const { kind, text, issuedAt } of story.corrections) {
    const item = document.createElement('li');
    item.textContent = `${kind === 'clarification' ? 'Clarification' : 'Correction'}, ${date(issuedAt)}: ${text}`;
    $('[data-corrections]').append(item);
  }
  show($('[data-corrections]'), story.corrections.length > 0);
  show(article);
}

function setLanguage(tag) {
  if (!tag) return;
  document.documentElement.lang = tag;
  const locale = new Intl.Locale(tag);
  const { direction = 'ltr' } = locale.getTextInfo?.() ?? locale.textInfo ?? {};
  document.documentElement.dir = direction;
}

function showPhoto(image) {
  if (!image) return;
  const { media, caption, credit, altText } = image;
  const photo = $('[data-lead] img');
  Object.assign(photo, { src: media.url, alt: altText ?? media.alternativeText ?? '' });
  if (media.width) Object.assign(photo, { width: media.width, height: media.height });
  put(document, 'caption', caption);
  put(document, 'photo-credit', credit);
  show($('[data-lead]'));
}

/** The place stands at the head of the first paragraph; the page sets the dash behind it. */
function showDateline(dateline) {
  const first = $('[data-body] p');
  if (!dateline || !first) return;
  const place = document.createElement('span');
  place.className = 'dateline';
  place.textContent = `${dateline} — `;
  first.prepend(place);
}

function printCredit(print) {
  if (!print) return '';
  const { publication, edition, publishedOn, section, page } = print;
  const day =
    publishedOn &&
    new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(publishedOn),
    );
  const where = [publication, edition, day, section, page && `page ${page}`];
  return `Published in ${where.filter(Boolean).join(', ')}`;
}

// ── The conversation ─────────────────────────────────────────────────────────────────────────

const PAGE = 4;

async function conversation({ documentId: article }) {
  const list = $('.threads');
  const [more, previous] = [$('[data-more]'), $('[data-previous]')];
  const fresh = $('[data-fresh]');
  const cursors = { more: null, previous: null };
  let threads = 0;
  const pageOf = (query) =>
    ask(`/articles/${article}/comments?limit=${PAGE}&replies=3&sort=${$('#sort').value}${query}`);

  function tellTotals({ discussion, pagination }) {
    put(document, 'total', discussion.commentCount);
    put($('.story'), 'count', commentsIn(discussion.commentCount));
    show($('[data-sort]'), pagination.total > 1);
  }

  let asked = 0;

  /** A link to a comment opens the page that holds it. */
  async function open() {
    const turnOf = (asked += 1);
    const wanted = wantedComment();
    const { data, meta } = wanted
      ? await pageOf(`&around=${wanted}`).catch(() => pageOf(''))
      : await pageOf('');
    // Somebody has asked for something else meanwhile.
    if (turnOf !== asked) return meta;
    // Words that are being written outlive the list.
    composer.leave();
    list.replaceChildren(...data.map((comment) => thread(comment, composer)));
    tellTotals(meta);
    threads = meta.pagination.total;
    show(fresh, false);
    turn(meta.pagination);
    return meta;
  }

  const wantedComment = () => /^#comment-([\w-]+)$/.exec(location.hash)?.[1];

  function showWanted() {
    const wanted = wantedComment();
    if (!wanted) return;
    const target = document.getElementById(`comment-${wanted}`);
    if (!target) {
      say('That comment is not there any more.');
      return;
    }
    target.classList.add('found');
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  }

  /** What a page says of its neighbours; one that was already there is left as it is. */
  function turn({ nextCursor, prevCursor }) {
    if (nextCursor !== undefined) cursors.more = nextCursor;
    if (prevCursor !== undefined) cursors.previous = prevCursor;
    show(more, cursors.more !== null);
    show(previous, cursors.previous !== null);
  }

  const goOn = (button, cursor, place, kept) =>
    during(button, async () => {
      const turnOf = asked;
      const { data, meta } = await pageOf(`&cursor=${cursor}`);
      if (turnOf !== asked) return;
      // What has been posted since may stand on both pages.
      const unseen = data.filter(
        ({ documentId }) => !document.getElementById(`comment-${documentId}`),
      );
      const items = unseen.map((comment) => thread(comment, composer));
      list[place](...items);
      tellTotals(meta);
      // Somewhere in the list, but not where the reader is going.
      show(fresh, meta.pagination.total > threads);
      turn({ [kept]: meta.pagination[kept] });
      say(`${commentsIn(items.length)} more.`);
      items[0]?.focus();
    });
  more.onclick = () => goOn(more, cursors.more, 'append', 'nextCursor');
  previous.onclick = () => goOn(previous, cursors.previous, 'prepend', 'prevCursor');
  fresh.onclick = () =>
    during(fresh, async () => {
      history.replaceState(null, '', '#comments');
      await open();
      list.firstElementChild?.focus();
    });
  const sort = $('#sort');
  sort.onchange = () =>
    during(sort, async () => {
      await open();
      say(`Sorted: ${sort.selectedOptions[0].textContent}.`);
    }).then(() => sort.focus());

  const own = ownItems(article);
  const composer = form(article, own, open);
  const { discussion } = await open();
  composer.follow(discussion);
  put(document, 'notice', discussion.notice);
  const guidelines = $('[data-guidelines]');
  show(guidelines, Boolean(discussion.guidelinesUrl));
  if (discussion.guidelinesUrl) guidelines.href = discussion.guidelinesUrl;
  show($('#comments'));
  await own.refresh();
  if (location.hash === '#comments') $('#comments').scrollIntoView();
  showWanted();
  addEventListener('hashchange', async () => {
    if (wantedComment() && !document.getElementById(location.hash.slice(1))) await open();
    showWanted();
  });
  setInterval(() => {
    for (const time of document.querySelectorAll('.age time'))
      time.textContent = age(time.dateTime);
  }, 60_000);
}

/** A comment with its first replies; a tombstone keeps its place. */
function thread(comment, composer) {
  const item = oneComment(comment, comment.documentId, composer);
  const replies = $('.replies', item);
  const more = $('[data-replies]', item);
  const known = new Set();
  /** Each in its place: a link to a reply has opened the thread in the middle. */
  const add = (list) =>
    list
      .filter(({ documentId }) => !known.has(documentId))
      .map((reply) => {
        known.add(reply.documentId);
        const one = oneComment(reply, comment.documentId, composer);
        const later = [...replies.children].find(
          (other) => $('time', other).dateTime > reply.postedAt,
        );
        replies.insertBefore(one, later ?? null);
        return one;
      });
  add(comment.replies);
  show(more, comment.replyCount > comment.replies.length);
  let cursor = '';
  more.onclick = () =>
    during(more, async () => {
      const { data, meta } = await ask(`/comments/${comment.documentId}/replies?limit=20${cursor}`);
      cursor = `&cursor=${meta.pagination.nextCursor}`;
      const [first] = add(data);
      show(more, meta.pagination.nextCursor !== null);
      first?.focus();
    });
  return item;
}

function oneComment(comment, threadId, composer) {
  const item = make('comment');
  const { documentId, tombstone, inReplyTo } = comment;
  item.id = `comment-${documentId}`;
  item.classList.toggle('tombstone', tombstone);
  put(item, 'name', comment.authorName);
  put(item, 'words', tombstone ? 'This comment is not shown.' : comment.body);
  setTime($('time', item), comment.postedAt, age);
  $('[data-permalink]', item).href = `#${item.id}`;
  show($('[data-edited]', item), Boolean(comment.editedAt));
  show($('[data-featured]', item), comment.featured);
  const to = $('[data-to]', item);
  show(to, Boolean(inReplyTo));
  if (inReplyTo) to.textContent = `Replying to ${inReplyTo.authorName}`;
  const reply = $('[data-reply]', item);
  show(reply, !tombstone && composer.isOpen());
  reply.setAttribute('aria-label', `Reply to ${comment.authorName}`);
  reply.onclick = () =>
    composer.answer({
      comment: threadId,
      ...(documentId !== threadId && { inReplyTo: documentId }),
      name: comment.authorName,
      item,
      button: reply,
    });
  return item;
}

const NAME = 'newsroom:name';

/** The name last posted under, in this browser. */
function remembered() {
  try {
    return localStorage.getItem(NAME) ?? '';
  } catch {
    return '';
  }
}

function remember(name) {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // A browser that keeps nothing asks again.
  }
}

/** The form: a comment under the story, or a reply under what it answers. */
function form(article, own, reload) {
  const element = $('#form');
  const home = element.nextElementSibling;
  const answering = $('[data-answering]', element);
  let answered = null;
  let isOpen = true;
  element.elements.authorName.value ||= remembered();

  function clearErrors() {
    for (const error of element.querySelectorAll('.error')) error.textContent = '';
    for (const field of element.elements) field.removeAttribute('aria-invalid');
  }

  function cancel() {
    const { button } = answered ?? {};
    answered = null;
    show(answering, false);
    home.before(element);
    button?.focus();
  }
  $('[data-cancel]', element).onclick = cancel;
  element.onkeydown = ({ key }) => {
    if (key === 'Escape' && answered) cancel();
  };

  function showErrors({ errors, ...refused }) {
    for (const error of errors.length > 0 ? errors : [refused]) {
      const field = element.elements[error.path?.[0]];
      const place = $(`[data-error="${field ? field.name : ''}"]`, element);
      place.textContent = tell({ ...refused, code: error.code ?? refused.code });
      field?.setAttribute('aria-invalid', 'true');
    }
    ($('[aria-invalid]', element) ?? element.elements.body).focus();
  }

  element.onsubmit = async (event) => {
    event.preventDefault();
    clearErrors();
    const { body, authorName, authorEmail } = Object.fromEntries(new FormData(element));
    const words = { body, authorName, ...(authorEmail && { authorEmail }) };
    const submit = $('[type=submit]', element);
    submit.disabled = true;
    const { comment, inReplyTo } = answered ?? {};
    try {
      const { data, meta } = comment
        ? await ask('/replies', {
            method: 'POST',
            data: { comment, ...(inReplyTo && { inReplyTo }), ...words },
          })
        : await ask('/comments', { method: 'POST', data: { article, ...words } });
      // What has been typed since stays.
      if (element.elements.body.value === body) element.elements.body.value = '';
      if (answered?.comment === comment && answered?.inReplyTo === inReplyTo) cancel();
      remember(authorName);
      if (data.moderationStatus === 'approved') await reload();
      await own.add(meta.receipt, data);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      showErrors({ code: error.code, message: error.message, errors: error.errors });
    } finally {
      submit.disabled = false;
    }
  };

  return {
    isOpen: () => isOpen,

    /** Goes back to its own place, with what has been written and whom it answers. */
    leave() {
      if (element.nextElementSibling !== home) home.before(element);
    },

    answer(to) {
      answered = to;
      clearErrors();
      $('strong', answering).textContent = to.name;
      show(answering);
      $('[data-reply]', to.item).after(element);
      element.elements.body.focus();
    },

    /** Takes what the discussion asks for. */
    follow({ acceptsComments, rules }) {
      isOpen = acceptsComments;
      show(element, acceptsComments);
      show($('[data-closed]'), !acceptsComments);
      for (const reply of document.querySelectorAll('[data-reply]'))
        show(reply, acceptsComments && !reply.closest('.comment').classList.contains('tombstone'));
      show($('[data-email]', element), rules.email !== 'off');
      show($('[data-optional]', element), rules.email === 'optional');
      element.elements.body.maxLength = rules.bodyMax;
      element.elements.authorName.maxLength = rules.nameMax;
    },
  };
}

const STATE = {
  pending: 'Awaiting moderation',
  rejected: 'Not published',
};

/** What the reader has posted from here, by its receipts, until everybody can see it. */
function ownItems(article) {
  const KEY = `newsroom:receipts:${article}`;
  const section = $('[data-own]');
  const list = $('.own', section);
  let kept = stored();

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? '[]');
    } catch {
      // A browser that keeps nothing forgets them with the page.
      return [];
    }
  }

  function keep(all) {
    kept = all;
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
    } catch {
      // As above.
    }
  }

  function show_(receipt, { authorName, body, moderationStatus, reason }) {
    const item = make('own-item');
    put(item, 'name', authorName);
    put(item, 'words', body);
    put(
      item,
      'state',
      STATE[moderationStatus] + (reason ? `: ${reason.replaceAll('_', ' ')}` : ''),
    );
    const withdraw = $('[data-withdraw]', item);
    withdraw.setAttribute('aria-label', `Withdraw: ${body.slice(0, 60)}`);
    withdraw.onclick = () =>
      confirm('Withdraw this comment? It cannot be brought back.') &&
      during(withdraw, async () => {
        await ask(`/submissions/${receipt}`, { method: 'DELETE' });
        await refresh();
        say('Withdrawn.');
        (section.hidden ? $('#body') : section).focus();
      });
    list.append(item);
  }

  async function refresh() {
    const found = await Promise.all(
      kept.map(async (receipt) => [
        receipt,
        await ask(`/submissions/${receipt}`).then(
          ({ data }) => data,
          // Only a receipt that leads nowhere is thrown away; no answer is no reason.
          ({ code }) => (code === 'receipt_invalid' ? null : undefined),
        ),
      ]),
    );
    // What is published stands among the others, and what is withdrawn nowhere.
    const waiting = found.filter(([, item]) => item && STATE[item.moderationStatus]);
    const unheard = found.filter(([, item]) => item === undefined);
    keep([...waiting, ...unheard].map(([receipt]) => receipt));
    list.replaceChildren();
    for (const [receipt, item] of waiting) show_(receipt, item);
    show(section, waiting.length > 0);
  }

  return {
    refresh,
    /** @param item what the API has said of it */
    async add(receipt, item) {
      keep([...kept, receipt]);
      await refresh();
      if (item.moderationStatus === 'approved') {
        say('Posted.');
        return;
      }
      // It is sent, whether or not the newsroom has answered for it.
      if (list.children.length === 0) show_(receipt, item);
      show(section);
      say('Sent. It is awaiting moderation.');
      section.focus();
    },
  };
}

// ── Which page this is ───────────────────────────────────────────────────────────────────────

const pages = { front: frontPage, story: storyPage };

try {
  await pages[document.body.dataset.page]();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  const gone = {
    article_gone: 'This story has been withdrawn.',
    article_not_found: 'There is no such story.',
  };
  put(document, 'status', gone[error.code] ?? error.message);
} finally {
  $('main').setAttribute('aria-busy', 'false');
}
