import { z } from 'zod'
import { token } from './fields'

/** What a station is told so that it does right while it cannot ask, and what it remembers of people. */
export const offline = [
  z.object({
    type: z.literal('send-local-list'),
    /** changes: what it lacks; full: everything, whatever it holds; empty: a list without entries. Which tokens is ours to know. */
    update: z.enum(['changes', 'full', 'empty']).default('changes'),
  }),
  z.object({ type: z.literal('get-local-list-version') }),
  z
    .object({
      type: z.literal('customer-information'),
      report: z.boolean(),
      clear: z.boolean(),
      token: token.optional(),
      customerIdentifier: z.string().trim().min(1).max(64).optional(),
      certificate: z
        .object({
          hashAlgorithm: z.enum(['SHA256', 'SHA384', 'SHA512']),
          issuerNameHash: z.string().min(1).max(128),
          issuerKeyHash: z.string().min(1).max(128),
          serialNumber: z.string().min(1).max(40),
        })
        .optional(),
    })
    .refine(({ report, clear }) => report || clear, { path: ['report'], message: 'must report, clear or both' })
    .refine(
      ({ token, customerIdentifier, certificate }) =>
        [token, customerIdentifier, certificate].filter((one) => one !== undefined).length === 1,
      { path: ['token'], message: 'must name one of token, customerIdentifier and certificate' },
    ),
] as const
