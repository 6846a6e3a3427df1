/** Strapi's blocks as a body may hold them: what Strapi's own validator takes, and no heading of level 1. */
import Joi from 'joi';

const kind = (type: string): Joi.Schema => Joi.string().valid(type).required();
const children = (...items: string[]): Joi.Schema =>
  Joi.array()
    .items(...items.map((item) => Joi.link(`#${item}`)))
    .min(1)
    .required();

const text = Joi.object({
  type: kind('text'),
  text: Joi.string().allow('').required(),
  ...Object.fromEntries(
    ['bold', 'italic', 'underline', 'strikethrough', 'code'].map((mark) => [mark, Joi.boolean()]),
  ),
}).id('NewsroomText');

const link = Joi.object({
  type: kind('link'),
  url: Joi.string()
    .pattern(/^(https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*|\/)[\w./?&=-]*$/)
    .required(),
  children: children('NewsroomText'),
}).id('NewsroomLink');

const inline = children('NewsroomText', 'NewsroomLink');

const item = Joi.object({ type: kind('list-item'), children: inline }).id('NewsroomListItem');

const list = Joi.object({
  type: kind('list'),
  format: Joi.string().valid('ordered', 'unordered').required(),
  children: children('NewsroomListItem', 'NewsroomList'),
}).id('NewsroomList');

const block = Joi.alternatives(
  Joi.object({ type: kind('paragraph'), children: inline }),
  Joi.object({
    type: kind('heading'),
    level: Joi.number().integer().min(2).max(6).required().description('A cross-head has level 2.'),
    children: inline,
  }),
  Joi.object({ type: kind('quote'), children: inline }),
  Joi.object({
    type: kind('code'),
    language: Joi.string().allow(null),
    children: children('NewsroomText'),
  }),
  Joi.link('#NewsroomList'),
).id('NewsroomBlock');

export const blockDefinitions: readonly Joi.Schema[] = [text, link, item, list, block];

/** A body; pictures in it are put there in the admin panel. */
export const blocks = (): Joi.Schema => Joi.array().items(Joi.link('#NewsroomBlock')).max(5000);
