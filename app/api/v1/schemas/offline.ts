import { z } from 'zod'
import { idField, instantField } from './fields'

const choice = (what: string) =>
  z
    .boolean()
    .nullable()
    .meta({ description: `${what} null: left as it is.` })

const policyFields = {
  localList: choice('Keep the list of tokens on the stations in step; false empties it.'),
  authorisationCache: choice('Stations remember who was let in before.'),
  preAuthorise: choice('Start at once with a token the station knows, also while it could ask.'),
  unknownTokens: choice('While offline, charge with tokens the station does not know.'),
  safeCurrentA: z.int().nullable().meta({
    description: 'A per phase in every session while nobody says otherwise: 0, or at least 6. null: left as it is.',
    example: 10,
  }),
}

export const offlinePolicySchema = z
  .object({
    siteId: idField('site').nullable().meta({ description: 'null: the whole network, but for sites of their own.' }),
    ...policyFields,
    updatedAt: instantField('When it was last set.'),
  })
  .meta({ id: 'OfflinePolicy' })

export const offlinePolicyBody = z.object({
  localList: policyFields.localList.optional(),
  authorisationCache: policyFields.authorisationCache.optional(),
  preAuthorise: policyFields.preAuthorise.optional(),
  unknownTokens: policyFields.unknownTokens.optional(),
  safeCurrentA: policyFields.safeCurrentA.optional(),
})

export const offlineStationSchema = z
  .object({
    stationId: z.string().meta({ description: 'OCPP identity.', example: 'SE-KISTA-01' }),
    policy: z.enum(['network', 'site']).nullable().meta({ description: 'Whose policy holds; null: nobody’s.' }),
    progress: z.enum(['waiting', 'under-way', 'done']).meta({ description: 'done: as far as the station would go.' }),
    localList: z
      .object({
        stage: z.enum(['unknown', 'in-step', 'behind', 'failed', 'unsupported']),
        version: z.int(),
        tokens: z.int().meta({ description: 'How many are on it.' }),
        leftOut: z.int().meta({ description: 'Tokens the station has no room for.' }),
        error: z.string().nullable(),
        sentAt: instantField('When it was last sent.').nullable(),
      })
      .nullable(),
    settings: z.array(
      z.object({
        key: z.string().meta({ example: 'AuthCacheCtrlr.Enabled' }),
        wanted: z.enum(['true', 'false']),
        standing: z.enum(['so', 'differs', 'fixed', 'absent']),
      }),
    ),
    safeCurrentA: z.object({
      wanted: z.number().nullable(),
      held: z.number().nullable(),
    }),
  })
  .meta({ id: 'OfflineStation' })
