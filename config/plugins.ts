type Env = (name: string) => string;

export default ({ env }: { env: Env }) => ({
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
  newsroom: {
    enabled: true,
    config: {
      // This host is a newsroom and nothing else, so the API stands directly under /api.
      restPrefix: '',
      siteName: 'The Harbour Ledger',
    },
  },
});
