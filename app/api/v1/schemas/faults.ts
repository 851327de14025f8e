import { z } from 'zod'
import { FAULT_STAGES } from '@/lib/live/events'
import { idField, instantField, stationIdField } from './fields'

const user = z
  .object({ id: idField('user', '4').nullable(), name: z.string().nullable().meta({ example: 'Anna Berg' }) })
  .meta({ description: 'Both null: somebody, whose name is for those who work with faults.' })

export const faultSchema = z
  .object({
    id: idField('fault', '31'),
    siteId: idField('site').nullable(),
    stationId: stationIdField.nullable().meta({ description: 'null: the whole site has it.' }),
    evse: z.number().int().meta({ description: '0: the whole station.', example: 1 }),
    connector: z.number().int().meta({ example: 0 }),
    source: z
      .enum(['event', 'security', 'rule'])
      .meta({ description: 'event, security: the station itself tells of it; rule: we have seen it.' }),
    code: z
      .string()
      .meta({ description: '"Component.Variable", a security event, or the name of a rule.', example: 'RCD.Tripped' }),
    cause: z.string().meta({ description: 'Key into the knowledge of faults.', example: 'GroundFailure' }),
    severity: z.number().int().meta({ description: '0 danger … 9 debug.', example: 2 }),
    isSafety: z.boolean().meta({ description: 'Only a person on the spot may clear it.', example: true }),
    stage: z.enum(FAULT_STAGES).meta({ description: 'Where it is on its way to being mended, while it is open.' }),
    assignee: user.nullable(),
    due: instantField('By when it should be mended.').nullable(),
    acknowledged: instantField('When somebody took it in hand.').nullable(),
    promised: instantField('When drivers are told that it will work again.').nullable(),
    detail: z.unknown().meta({ description: 'What the station said when it began.', example: { value: 'true' } }),
    count: z.number().int().meta({ description: 'How often it has been told or seen.', example: 1 }),
    began: instantField('The first sign of it.'),
    opened: instantField('When we knew.'),
    lastSeen: instantField('When it was last told or seen.'),
    closed: instantField('When it ended.').nullable(),
    closeReason: z.string().nullable().meta({
      description:
        'over (the station says so), recovered, repaired, probed, merged, false-alarm, accepted or removed (its station is no longer let in).',
      example: null,
    }),
  })
  .meta({ id: 'Fault' })

export const faultEntrySchema = z
  .object({
    id: idField('entry', '140'),
    faultId: idField('fault', '31').meta({ description: 'The fault itself, or one that was merged into it.' }),
    at: instantField('When.'),
    kind: z.string().meta({
      description:
        'opened, again, closed, acknowledged, stage, assigned, due, comment, promised, promise-kept, promise-broken, \
promise-withdrawn, merged, split, recovery, work or told.',
      example: 'stage',
    }),
    by: z.string().nullable().meta({ description: 'station, worker, gateway, or who it was.', example: 'Anna Berg' }),
    detail: z.unknown().meta({ description: 'What the kind has to say.', example: { from: 'new', to: 'diagnosing' } }),
  })
  .meta({ id: 'FaultEntry' })

export const promiseSchema = z
  .object({
    due: instantField('When it was promised to work again.'),
    note: z.string().meta({ description: 'What drivers are told with it.', example: 'A part is on its way.' }),
    made: instantField('When it was promised.'),
    outcome: z
      .enum(['kept', 'broken', 'withdrawn', 'replaced'])
      .nullable()
      .meta({ description: 'null: it stands. One that is put off, or replaced too late, is broken.', example: null }),
  })
  .meta({ id: 'RepairPromise' })
