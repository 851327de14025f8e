import { defineRule } from './rule'

/** Limits only: what many stations have in common is judged in lib/faults/detector/site-loss.ts. */
export const siteDown = defineRule({
  name: 'site-down',
  needs: ['connected', 'disconnected'],
  needsLink: false,
  thresholds: {
    stations: { unit: 'stations', usual: 2, min: 2, max: 100 },
    share: { unit: 'percent', usual: 80, min: 30, max: 100 },
    within: { unit: 'minutes', usual: 5, min: 1, max: 60 },
    after: { unit: 'minutes', usual: 2, min: 0, max: 60 },
  },
  see: () => [],
})
