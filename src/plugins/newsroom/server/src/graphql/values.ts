/* eslint-disable @typescript-eslint/no-unsafe-enum-comparison -- see cost.ts */
/**
 * How much a request may hand over: lists and nesting that no input takes are refused before
 * GraphQL looks through them, which it does by recursion.
 */
import type { ArgumentNode, ValueNode } from 'graphql';

export interface Excess {
  limit: 'list' | 'nesting';
  max: number;
  asked: number;
}

/** The longest list that an input takes: the blocks of a body. */
const LONGEST = 5000;
/** Twice the deepest body, for its lists, and what is around it. */
const DEEPEST = 100;

/** What of some variables is too long or too deep; null when nothing is. */
export const excessIn = (variables: unknown): Excess | null =>
  excessOf([variables], (value) => {
    if (typeof value !== 'object' || value === null) return null;
    return Array.isArray(value)
      ? { isList: true, parts: value as unknown[] }
      : { isList: false, parts: Object.values(value) };
  });

/** The same of arguments as they stand in a query. */
export const excessInLiterals = (args: readonly ArgumentNode[]): Excess | null =>
  excessOf<ValueNode>(
    args.map(({ value }) => value),
    (node) => {
      if (node.kind === 'ListValue') return { isList: true, parts: node.values };
      if (node.kind !== 'ObjectValue') return null;
      return { isList: false, parts: node.fields.map(({ value }) => value) };
    },
  );

interface Inside<T> {
  isList: boolean;
  parts: readonly T[];
}

function excessOf<T>(roots: readonly T[], insideOf: (value: T) => Inside<T> | null): Excess | null {
  let level = roots;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return { limit: 'nesting', max: DEEPEST, asked: depth };
    const next: T[] = [];
    for (const value of level) {
      const inside = insideOf(value);
      if (!inside) continue;
      const { length } = inside.parts;
      if (inside.isList && length > LONGEST) return { limit: 'list', max: LONGEST, asked: length };
      for (const part of inside.parts) next.push(part);
    }
    level = next;
  }
  return null;
}
