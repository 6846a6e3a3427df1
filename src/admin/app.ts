export default {
  config: {
    locales: [],
    notifications: { releases: false },
    tutorials: false,
  },
  bootstrap(): void {
    // Nothing of its own.
  },
};
