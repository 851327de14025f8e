import type { Answer, Provider } from '../provider'

const done: Answer = { result: 'done', events: [] }

/**
 * Paid afterwards: a customer's token is its own promise, and the session goes onto the customer's next invoice. There is nobody to
 * ask, so what is asked for is done at once.
 */
export const invoiceProvider: Provider = {
  means: 'reserve',
  authorise: async ({ key, amount }) => ({ result: 'done', ref: key, events: [{ kind: 'authorised', amount }] }),
  increment: async ({ amount }) => ({ result: 'done', events: [{ kind: 'authorised', amount }] }),
  capture: async ({ amount }) => ({ result: 'done', events: [{ kind: 'captured', amount }] }),
  cancel: async () => ({ result: 'done', events: [{ kind: 'cancelled' }] }),
  refund: async ({ key, amount }) => ({ result: 'done', events: [{ kind: 'refunded', key, amount }] }),
  status: async () => done,
  webhook: () => 'forged',
  test: async () => done,
}
