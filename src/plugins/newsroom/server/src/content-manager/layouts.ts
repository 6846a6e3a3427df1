/** How the Content Manager shows the plugin's types: in an editor's words, headline first, dates last. */
import { COMPONENT, UID } from '../names';

export interface Field {
  label: string;
  help?: string;
  /** Columns of twelve. */
  size?: number;
  /** Shown, but kept by the machine. */
  readOnly?: boolean;
  /** Of a relation: the field that stands for what it leads to. */
  shows?: string;
}

export interface Layout {
  mainField: string;
  sortBy?: [string, 'ASC' | 'DESC'];
  list?: string[];
  /** The form, row by row; a field that stands in no row is not shown. */
  rows: string[][];
  fields: Record<string, Field>;
}

export const LAYOUTS: Record<string, Layout> = {
  [UID.article]: {
    mainField: 'headline',
    sortBy: ['displayDate', 'DESC'],
    // With more columns, whether it is published is out of sight on a laptop.
    list: ['headline', 'section', 'displayDate'],
    rows: [
      ['headline'],
      ['kicker', 'shortHeadline'],
      ['standfirst'],
      ['credits'],
      ['bylineOverride', 'byline'],
      ['dateline', 'source'],
      ['leadImage'],
      ['body'],
      ['section', 'topics'],
      ['print'],
      ['corrections'],
      ['updateType', 'changeNote'],
      ['slug', 'language'],
      ['internalNote'],
      ['wordCount', 'readingTime'],
      ['displayDate', 'embargoUntil'],
      ['datePublished', 'dateModified'],
    ],
    fields: {
      headline: { label: 'Headline', size: 12 },
      shortHeadline: {
        label: 'Short headline',
        help: 'For fronts and alerts, where the headline is too long.',
      },
      kicker: { label: 'Kicker', help: 'The word or two above the headline, such as “Analysis”.' },
      standfirst: {
        label: 'Standfirst',
        help: 'One or two sentences under the headline.',
        size: 12,
      },
      credits: {
        label: 'Credits',
        help: 'Who made the story. The order is the order of the byline.',
        size: 12,
      },
      bylineOverride: {
        label: 'Byline override',
        help: 'Only where the credits do not say it right.',
      },
      byline: {
        label: 'Byline',
        help: 'As readers see it; made from the credits when the story is saved.',
        readOnly: true,
      },
      dateline: { label: 'Dateline', help: 'The place the story is filed from, without a colon.' },
      source: {
        label: 'Source',
        help: 'The agency or paper it comes from, if not this one; the byline of a story without credits.',
      },
      leadImage: { label: 'Lead image', size: 12 },
      body: {
        label: 'Body',
        help: 'A cross-head is a heading of level 2; level 1 is the headline’s.',
        size: 12,
      },
      section: { label: 'Section' },
      topics: { label: 'Topics' },
      print: {
        label: 'Print credit',
        help: '“Published in …”: where it stood in the paper.',
        size: 12,
      },
      corrections: {
        label: 'Corrections',
        help: 'A new one is dated by the publish that issues it, and counts as a major update.',
        size: 12,
      },
      updateType: {
        label: 'Kind of update',
        help: 'Of the next publish: “major” tells readers that the story has changed. Used up by it.',
      },
      changeNote: {
        label: 'What has changed',
        help: 'Shown to readers with the update; used up by the publish.',
      },
      slug: {
        label: 'Slug',
        help: 'The end of the address. Follows the headline until the first publication.',
      },
      language: { label: 'Language', help: 'BCP 47, such as en-GB or ur.' },
      internalNote: { label: 'Internal note', help: 'For the desk; never published.', size: 12 },
      wordCount: { label: 'Words', readOnly: true, size: 6 },
      readingTime: { label: 'Minutes to read', readOnly: true, size: 6 },
      displayDate: {
        label: 'Date shown',
        help: 'Follows the first publication unless you set another.',
      },
      embargoUntil: {
        label: 'Embargo until',
        help: 'Published before that, it stays unseen until then.',
      },
      datePublished: { label: 'First published', readOnly: true },
      dateModified: { label: 'Last major update', readOnly: true },
    },
  },

  [UID.author]: {
    mainField: 'name',
    sortBy: ['name', 'ASC'],
    list: ['name', 'kind', 'jobTitle', 'photo'],
    rows: [['name', 'kind'], ['jobTitle', 'slug'], ['bio'], ['photo', 'email'], ['links']],
    fields: {
      name: { label: 'Name', help: 'As it stands in bylines.' },
      kind: { label: 'Kind', help: 'A person, or an organisation such as an agency.' },
      jobTitle: { label: 'Job title' },
      slug: { label: 'Slug' },
      bio: { label: 'Biography', size: 12 },
      photo: { label: 'Photo' },
      email: { label: 'E-mail', help: 'For the desk; never published.' },
      links: { label: 'Links', size: 12 },
    },
  },

  [UID.section]: {
    mainField: 'name',
    sortBy: ['name', 'ASC'],
    list: ['name', 'slug', 'parent', 'moderationMode'],
    rows: [['name', 'slug'], ['parent', 'moderationMode'], ['description']],
    fields: {
      name: { label: 'Name' },
      slug: { label: 'Slug' },
      parent: { label: 'Part of' },
      moderationMode: {
        label: 'New comments',
        help: 'premoderate: wait for a moderator. postmoderate: appear at once. trusted: like premoderate in this version. inherit: as the section above.',
      },
      description: { label: 'Description', size: 12 },
    },
  },

  [UID.topic]: {
    mainField: 'name',
    sortBy: ['name', 'ASC'],
    list: ['name', 'slug', 'description'],
    rows: [['name', 'slug'], ['description']],
    fields: {
      name: { label: 'Name' },
      slug: { label: 'Slug' },
      description: { label: 'Description', size: 12 },
    },
  },

  [UID.comment]: {
    mainField: 'label',
    sortBy: ['postedAt', 'DESC'],
    list: ['body', 'authorName', 'moderationStatus', 'postedAt'],
    rows: [
      ['body'],
      ['authorName', 'authorEmail'],
      ['moderationStatus', 'rejectionReason'],
      ['featured', 'replyCount'],
      ['articleId'],
      ['postedAt', 'moderatedAt'],
    ],
    fields: itemFields({
      articleId: {
        label: 'Article',
        help: 'The documentId of the article it stands under. Give it to a new one; it never changes.',
        size: 12,
      },
    }),
  },

  [UID.reply]: {
    mainField: 'label',
    sortBy: ['postedAt', 'DESC'],
    list: ['body', 'authorName', 'moderationStatus', 'postedAt'],
    rows: [
      ['body'],
      ['authorName', 'authorEmail'],
      ['moderationStatus', 'rejectionReason'],
      ['comment', 'inReplyTo'],
      ['featured', 'replyCount'],
      ['postedAt', 'moderatedAt'],
    ],
    fields: itemFields({
      comment: {
        label: 'Thread',
        help: 'The comment that opened it; never changes.',
        shows: 'label',
      },
      inReplyTo: {
        label: 'Replying to',
        help: 'Another reply of the thread, if any; never changes.',
        shows: 'label',
      },
    }),
  },
};

function itemFields(own: Record<string, Field>): Record<string, Field> {
  return {
    body: { label: 'Text', size: 12 },
    authorName: { label: 'Name' },
    authorEmail: { label: 'E-mail', help: 'Never published.' },
    moderationStatus: {
      label: 'Status',
      help: 'Readers see what is approved. “removed” is final: nothing leads out of it. Left empty, a new one gets what its discussion’s mode says.',
    },
    rejectionReason: {
      label: 'Reason',
      help: 'Why it is rejected; its author can read it. Left empty, it is “other”.',
    },
    featured: { label: 'Featured', help: 'An approved one that the desk recommends.' },
    replyCount: { label: 'Replies', readOnly: true },
    postedAt: { label: 'Posted', readOnly: true },
    moderatedAt: { label: 'Decided', readOnly: true },
    ...own,
  };
}

export const COMPONENT_LAYOUTS: Record<string, Layout> = {
  [COMPONENT.credit]: {
    mainField: 'label',
    rows: [['author', 'name'], ['role']],
    fields: {
      author: { label: 'Author' },
      name: {
        label: 'Or a name',
        help: 'For somebody without an author page, or an agency that stands in the byline.',
      },
      role: { label: 'Role', help: 'Writers stand in the byline.' },
    },
  },
  [COMPONENT.leadImage]: {
    mainField: 'caption',
    rows: [['media', 'credit'], ['caption'], ['altText']],
    fields: {
      media: { label: 'Photo' },
      credit: { label: 'Photo credit' },
      caption: { label: 'Caption', size: 12 },
      altText: { label: 'Description for those who cannot see it', size: 12 },
    },
  },
  [COMPONENT.print]: {
    mainField: 'publication',
    rows: [
      ['publication', 'edition'],
      ['publishedOn', 'section', 'page'],
    ],
    fields: {
      publication: { label: 'Publication' },
      edition: { label: 'Edition' },
      publishedOn: { label: 'Date of the paper', size: 4 },
      section: { label: 'Section of the paper', size: 4 },
      page: { label: 'Page', size: 4 },
    },
  },
  [COMPONENT.correction]: {
    mainField: 'text',
    rows: [['text'], ['kind', 'issuedAt']],
    fields: {
      text: { label: 'Text', size: 12 },
      kind: { label: 'Kind' },
      issuedAt: { label: 'Issued', help: 'Set by the publish that issues it.', readOnly: true },
    },
  },
  [COMPONENT.link]: {
    mainField: 'label',
    rows: [['label', 'url']],
    fields: { label: { label: 'Label' }, url: { label: 'Address', help: 'https://…' } },
  },
};
