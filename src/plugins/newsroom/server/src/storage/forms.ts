import { UID } from '../names';
import { currentScope } from './scope';
import { modelOf, type Data, type Strapi } from '../strapi';

const OWN = new Set<string>(Object.values(UID));

interface RouteState {
  route?: { info?: { pluginName?: string } };
}

/**
 * The Content Manager sends whole forms, with what the machine kept when the form was opened. A
 * count that has moved since is no attempt to forge one, so those fields are left out here; from
 * everybody else the hooks refuse them.
 */
export function registerForms(strapi: Strapi): void {
  strapi.documents.use((context, next) => {
    const params = context.params as { data?: Data };
    if (params.data && OWN.has(context.uid) && !currentScope() && isContentManager(strapi)) {
      params.data = withoutMachineKept(strapi, context.uid, params.data);
    }
    return next();
  });
}

function isContentManager(strapi: Strapi): boolean {
  const state = strapi.requestContext.get()?.state as RouteState | undefined;
  return state?.route?.info?.pluginName === 'content-manager';
}

/**
 * The revision that a form shows is what it was decided on: the hooks compare it. Who wrote is what
 * the Content Manager adds itself, and what "is creator" in its roles asks for.
 */
const KEPT = new Set(['revision', 'createdBy', 'updatedBy']);

function withoutMachineKept(strapi: Strapi, uid: string, data: Data): Data {
  const { attributes } = modelOf(strapi, uid);
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => attributes[name]?.writable !== false || KEPT.has(name))
      .map(([name, value]) => {
        const { component } = attributes[name] ?? {};
        return [
          name,
          component ? eachOf(value, (one) => withoutMachineKept(strapi, component, one)) : value,
        ];
      }),
  );
}

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null;

function eachOf(value: unknown, change: (one: Data) => Data): unknown {
  if (Array.isArray(value)) {
    return value.map((one: unknown) => (isData(one) ? change(one) : one));
  }
  return isData(value) ? change(value) : value;
}
