/** How much filters look for, over REST and GraphQL: a database takes each row through all of it. */

export interface Demand {
  /** Comparisons; ten values of a list count as one. */
  conditions: number;
  /** Searches within texts, which no index helps. */
  searches: number;
}

/** What one list may be filtered by. */
export const MOST_CONDITIONS = 50;
/** One in each text of a story. */
export const MOST_SEARCHES = 15;
/** In a list of values each is found by the index or the hash of all. */
const IN_LIST = 0.1;
const SEARCH = /^\$?(not)?(contains|startswith|endswith)i?$/i;

/** What filters demand; beyond the limits they are counted no further. */
export function demandOf(filters: unknown): Demand {
  const demand = { conditions: 0, searches: 0 };
  const isEnough = (): boolean =>
    demand.conditions > 3 * MOST_CONDITIONS || demand.searches > 3 * MOST_SEARCHES;
  const count = (value: unknown, operator: string, weight: number): void => {
    if (isEnough() || value === undefined) return;
    if (Array.isArray(value)) {
      const isGroup = value.some((part) => typeof part === 'object' && part !== null);
      for (const part of value) count(part, operator, isGroup ? weight : IN_LIST);
    } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      for (const [key, part] of Object.entries(value)) count(part, key, weight);
    } else {
      demand.conditions += weight;
      if (SEARCH.test(operator)) demand.searches += 1;
    }
  };
  count(filters, '', 1);
  return { ...demand, conditions: Math.ceil(demand.conditions) };
}

/** Whether one list is asked for too much. */
export function isTooDemanding(filters: unknown): boolean {
  const { conditions, searches } = demandOf(filters);
  return conditions > MOST_CONDITIONS || searches > MOST_SEARCHES;
}
