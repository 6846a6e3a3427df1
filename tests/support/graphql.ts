/** GraphQL requests as a front end sends them. */
import type { App } from './app';
import type { Row } from './newsroom';

export interface GraphqlError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; error?: { details?: { code?: string; errors?: Row[] } } };
}

export interface GraphqlAnswer {
  status: number;
  data: Row;
  errors?: GraphqlError[];
  /** The codes of the errors, from where the README says they stand. */
  codes: (string | undefined)[];
  text: string;
}

export interface GraphqlCall {
  token?: string | null;
  variables?: Row;
}

export async function graphql(
  app: App,
  query: string,
  { token, variables }: GraphqlCall = {},
): Promise<GraphqlAnswer> {
  const request = app.http.post('/graphql').send({ query, variables });
  if (token) void request.auth(token, { type: 'bearer' });
  const { status, body, text } = await request;
  const { data, errors } = body as { data: Row; errors?: GraphqlError[] };
  return {
    status,
    data,
    ...(errors && { errors }),
    codes: (errors ?? []).map(
      ({ extensions }) => extensions.error?.details?.code ?? extensions.code,
    ),
    text,
  };
}

/** The data of a request that must not fail. */
export async function dataOf(app: App, query: string, call?: GraphqlCall): Promise<Row> {
  const { data, errors } = await graphql(app, query, call);
  expect(errors).toBeUndefined();
  return data;
}
