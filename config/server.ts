interface Env {
  (name: string, fallback?: string): string;
  int(name: string, fallback: number): number;
  bool(name: string, fallback: boolean): boolean;
  array(name: string): string[];
}

export default ({ env }: { env: Env }) => ({
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 1337),
  url: env('PUBLIC_URL', ''),
  proxy: { koa: env.bool('IS_PROXIED', false) },
  // Strapi's packages are pinned to one version together, so its news of another is for nobody here.
  logger: { updates: { enabled: false } },
  app: { keys: env.array('APP_KEYS') },
});
