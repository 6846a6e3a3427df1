/** The contract in the form in which Strapi's OpenAPI generator takes it: Zod schemas beside each route. */
import { z } from '@strapi/utils';
import type Joi from 'joi';
import { configOf } from '../api/context';
import { PLUGIN_ID } from '../names';
import type { Strapi } from '../strapi';
import { contractOf, type RouteContract } from './contract';
import { SharedParts, toJsonSchema, type Json } from './json-schema';

interface Described {
  request?: {
    params?: Record<string, z.ZodType> | undefined;
    query?: Record<string, z.ZodType> | undefined;
    body?: Record<string, z.ZodType> | undefined;
  };
  response?: z.ZodType;
}

/** Zod hands its metadata on to JSON Schema as they are, so nothing is lost on the way. */
const optional = (json: Json): z.ZodType => z.any().meta(json);
/** The generator asks a schema whether it takes nothing; `any` does. */
const required = (json: Json): z.ZodType => z.string().meta(json);

/**
 * Says beside each route what it takes and answers. Strapi copies a route with each request, and the
 * description takes seconds to make: so it is made only once somebody looks into it, the generator.
 */
export function describeRoutes(strapi: Strapi): void {
  let described: Record<string, Described> | undefined;
  const { restPrefix } = configOf(strapi);
  const { routes } = strapi.plugin(PLUGIN_ID) as unknown as {
    routes: Record<string, { routes: (Described & { method: string; path: string })[] }>;
  };
  for (const route of routes['content-api']!.routes) {
    const path = route.path.slice(restPrefix.length);
    const description = (): Described =>
      (described ??= descriptionsOf(strapi))[`${route.method} ${path}`] ?? {};
    route.request = requestOf(description);
    if (hasAnswer(route.method, path)) route.response = z.lazy(() => description().response!);
  }
}

/** Its parts are made when they are asked for by name, and are no part of a copy. */
const requestOf = (description: () => Described): Required<Described>['request'] =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      (['params', 'query', 'body'] as const).map((part) => [
        part,
        { get: () => description().request?.[part] },
      ]),
    ),
  );

/** What is deleted for good is answered without a body. */
const hasAnswer = (method: string, path: string): boolean =>
  method !== 'DELETE' || path.startsWith('/submissions/');

/**
 * By method and path, without the prefix. Names the parts that stand in many places in the
 * application's specification.
 */
function descriptionsOf(strapi: Strapi): Record<string, Described> {
  const { routes, definitions, shared } = contractOf(strapi);
  const parts = new SharedParts();
  const named: [string, Json][] = [];
  for (const [name, part] of Object.entries(shared)) {
    named.push([name, toJsonSchema(part, parts)]);
    parts.add(name, part);
  }
  for (const part of definitions) named.push([idOf(part), toJsonSchema(part, parts)]);
  const used = new Set(['NewsroomError']);
  const toJson = (schema: Joi.Schema): Json => {
    const json = toJsonSchema(schema, parts);
    for (const name of namesIn(json)) used.add(name);
    return json;
  };
  const descriptions = Object.fromEntries(
    Object.entries(routes).map(([route, contract]) => [route, describe(contract, toJson)]),
  );
  const components = new Map(named);
  // What a part refers to is met after it: a set is walked in the order in which it grows.
  for (const name of used) for (const inside of namesIn(components.get(name))) used.add(inside);
  for (const [name, json] of components) {
    if (used.has(name)) strapi.contentAPISchemaRegistry.set(name, optional(json));
  }
  return descriptions;
}

/** The named parts that a schema refers to. */
const namesIn = (json: Json | undefined): string[] =>
  [...JSON.stringify(json ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name!,
  );

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
