/** The contract in the form in which Strapi's OpenAPI generator takes it: Zod schemas beside each route. */
import { z } from '@strapi/utils';
import type Joi from 'joi';
import type { Strapi } from '../strapi';
import { contractOf, type RouteContract } from './contract';
import { textOf, toJsonSchema, type Json } from './json-schema';

export interface Described {
  request?: {
    params?: Record<string, z.ZodType>;
    query?: Record<string, z.ZodType>;
    body?: Record<string, z.ZodType>;
  };
  response?: z.ZodType;
}

/** Zod hands its metadata on to JSON Schema as they are, so nothing is lost on the way. */
const optional = (json: Json): z.ZodType => z.any().meta(json);
/** The generator asks a schema whether it takes nothing; `any` does. */
const required = (json: Json): z.ZodType => z.string().meta(json);

/**
 * What to say beside each route, by method and path. Names the parts that stand in many places in
 * the application's specification.
 */
export function describeRoutes(strapi: Strapi): Record<string, Described> {
  const { routes, definitions, shared } = contractOf(strapi);
  const names = new Map<string, string>();
  const named: [string, Json][] = [];
  for (const [name, part] of Object.entries(shared)) {
    named.push([name, toJsonSchema(part, names)]);
    names.set(textOf(part), name);
  }
  for (const part of definitions) named.push([idOf(part), toJsonSchema(part, names)]);
  for (const [name, json] of named) {
    strapi.contentAPISchemaRegistry.set(name, optional(json));
  }
  const toJson = (schema: Joi.Schema): Json => toJsonSchema(schema, names);
  return Object.fromEntries(
    Object.entries(routes).map(([route, contract]) => [route, describe(contract, toJson)]),
  );
}

const idOf = (schema: Joi.Schema): string =>
  (schema.describe() as unknown as { flags: { id: string } }).flags.id;

function describe(
  { params, query, body, answer }: RouteContract,
  toJson: (schema: Joi.Schema) => Json,
): Described {
  const keys = query && toJson(query);
  const needed = (keys?.['required'] ?? []) as string[];
  const properties = Object.entries((keys?.['properties'] ?? {}) as Record<string, Json>);
  return {
    request: {
      ...(params && {
        params: Object.fromEntries(
          Object.entries(params).map(([name, schema]) => [name, required(toJson(schema))]),
        ),
      }),
      ...(keys && {
        query: Object.fromEntries(
          properties.map(([name, json]) => [
            name,
            needed.includes(name) ? required(json) : optional(json),
          ]),
        ),
      }),
      ...(body && { body: { 'application/json': optional(toJson(body)) } }),
    },
    ...(answer && { response: optional(toJson(answer)) }),
  };
}
