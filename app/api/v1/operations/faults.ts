import { z } from 'zod'
import { acknowledgeFaults } from '@/lib/faults/mutations/acknowledge-faults'
import { assignFaults } from '@/lib/faults/mutations/assign-faults'
import { closeFaults, PERSONS_REASONS } from '@/lib/faults/mutations/close-faults'
import { commentOnFaults } from '@/lib/faults/mutations/comment-on-faults'
import { mergeFaults } from '@/lib/faults/mutations/merge-faults'
import { promiseRepair, withdrawPromise } from '@/lib/faults/mutations/promise-repair'
import { setFaultDue } from '@/lib/faults/mutations/set-fault-due'
import { setFaultStage } from '@/lib/faults/mutations/set-fault-stage'
import { splitFault } from '@/lib/faults/mutations/split-fault'
import { getFault } from '@/lib/faults/queries/get-fault'
import { listFaultEntries } from '@/lib/faults/queries/list-entries'
import { type FaultRow, listFaults } from '@/lib/faults/queries/list-faults'
import { FAULT_STAGES } from '@/lib/live/events'
import { operation } from '../operation'
import { faultEntrySchema, faultSchema, promiseSchema } from '../schemas/faults'
import { idInput, instantInput, iso, isoOrNull, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'

const shown = (row: FaultRow) => ({
  id: String(row.id),
  siteId: row.site && String(row.site.id),
  stationId: row.stationId,
  evse: row.evse,
  connector: row.connector,
  source: row.source,
  code: row.code,
  cause: row.cause,
  severity: row.severity,
  isSafety: row.isSafety,
  stage: row.stage,
  assignee: row.assignee,
  due: isoOrNull(row.dueAt),
  acknowledged: isoOrNull(row.acknowledgedAt),
  promised: isoOrNull(row.promisedAt),
  detail: row.detail,
  count: row.count,
  began: iso(row.beganAt),
  opened: iso(row.openedAt),
  lastSeen: iso(row.lastSeenAt),
  closed: isoOrNull(row.closedAt),
  closeReason: row.closeReason,
})

const params = z.object({ id: idInput('fault', '31') })
const note = z.string().trim().max(1000).optional()
const common = { method: 'POST', tag: 'Faults', act: 'faults.write', params, status: 200 } as const

/** Every act answers with the fault as it is after it. */
const after = async (actor: Parameters<typeof getFault>[0], id: bigint) => shown(await getFault(actor, id))

export const faultOperations = [
  operation({
    id: 'listFaults',
    method: 'GET',
    path: '/faults',
    tag: 'Faults',
    summary: 'What is, and was, wrong, newest first',
    act: 'faults.read',
    query: z.object({
      ...pageQuery,
      stationId: stationIdField.optional(),
      siteId: idInput('site').optional(),
      open: z.enum(['true', 'false']).optional().meta({ description: 'Only open ones, or only closed ones.' }),
      source: z.enum(['event', 'security', 'rule']).optional(),
      stage: z.enum(FAULT_STAGES).optional().meta({ description: 'Open ones at this stage.' }),
      cause: z.string().max(100).optional(),
      assigneeId: idInput('user', '4').optional(),
    }),
    status: 200,
    response: listOf(faultSchema),
    handler: async (actor, { query: { open, ...query } }) =>
      pageOf(await listFaults(actor, { ...query, ...(open !== undefined && { isOpen: open === 'true' }) }), shown),
  }),
  operation({
    id: 'getFault',
    method: 'GET',
    path: '/faults/{id}',
    tag: 'Faults',
    summary: 'One fault, with what was promised of it',
    act: 'faults.read',
    params,
    status: 200,
    response: faultSchema.extend({ promises: z.array(promiseSchema) }).meta({ id: 'FaultWithPromises' }),
    handler: async (actor, { params: { id } }) => {
      const fault = await getFault(actor, id)
      const promises = fault.promises.map(({ dueAt, note, madeAt, outcome }) => ({
        due: iso(dueAt),
        note,
        made: iso(madeAt),
        outcome,
      }))
      return { ...shown(fault), promises }
    },
  }),
  operation({
    id: 'listFaultEntries',
    method: 'GET',
    path: '/faults/{id}/story',
    tag: 'Faults',
    summary: 'Everything that happened to a fault, oldest first',
    act: 'faults.read',
    params,
    status: 200,
    response: listOf(faultEntrySchema),
    handler: async (actor, { params: { id } }) => ({
      data: (await listFaultEntries(actor, id)).map((row) => ({
        id: String(row.id),
        faultId: String(row.faultId),
        at: iso(row.at),
        kind: row.kind,
        by: row.by,
        detail: row.detail,
      })),
      next: null,
    }),
  }),
  operation({
    ...common,
    id: 'acknowledgeFault',
    path: '/faults/{id}/acknowledge',
    summary: 'Say that somebody sees to it',
    response: faultSchema,
    handler: async (actor, { params: { id } }) => {
      await acknowledgeFaults(actor, [id])
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'assignFault',
    path: '/faults/{id}/assign',
    summary: 'Give it to somebody, or to nobody',
    body: z.object({ assigneeId: idInput('user', '4').nullable() }),
    response: faultSchema,
    handler: async (actor, { params: { id }, body }) => {
      await assignFaults(actor, [id], body)
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'setFaultStage',
    path: '/faults/{id}/stage',
    summary: 'Say where it is on its way to being mended',
    body: z.object({ stage: z.enum(FAULT_STAGES) }),
    response: faultSchema,
    handler: async (actor, { params: { id }, body }) => {
      await setFaultStage(actor, [id], body)
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'setFaultDue',
    path: '/faults/{id}/due',
    summary: 'Say by when it should be mended',
    body: z.object({ due: instantInput('By when; null: no time is set.').nullable() }),
    response: faultSchema,
    handler: async (actor, { params: { id }, body }) => {
      await setFaultDue(actor, [id], { dueAt: body.due })
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'commentOnFault',
    path: '/faults/{id}/comments',
    summary: 'Write into its story',
    body: z.object({
      text: z.string().trim().min(1).max(4000),
      mentions: z
        .array(idInput('user', '4'))
        .max(50)
        .optional()
        .meta({ description: 'Users whom the text names as @name: they are told.' }),
    }),
    response: faultSchema,
    handler: async (actor, { params: { id }, body }) => {
      await commentOnFaults(actor, [id], body)
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'promiseRepair',
    path: '/faults/{id}/promise',
    summary: 'Promise drivers when it works again',
    description: 'A promise that stands is replaced: broken, when its time has passed or the new one is later.',
    body: z.object({ due: instantInput('When it works again.'), note: z.string().trim().max(500).optional() }),
    response: faultSchema,
    handler: async (actor, { params: { id }, body: { due, note } }) => {
      await promiseRepair(actor, [id], { dueAt: due, note })
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'withdrawPromise',
    path: '/faults/{id}/withdraw-promise',
    summary: 'Take the standing promise back',
    response: faultSchema,
    handler: async (actor, { params: { id } }) => {
      await withdrawPromise(actor, [id])
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'mergeFault',
    path: '/faults/{id}/merge',
    summary: 'Say that it is part of another fault',
    description: 'It is closed, and its story goes on there.',
    body: z.object({ intoId: idInput('fault', '30') }),
    response: faultSchema,
    handler: async (actor, { params: { id }, body }) => {
      await mergeFaults(actor, [id], body)
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'splitFault',
    path: '/faults/{id}/split',
    summary: 'Make a merged fault one of its own again',
    response: faultSchema,
    handler: async (actor, { params: { id } }) => {
      await splitFault(actor, id)
      return after(actor, id)
    },
  }),
  operation({
    ...common,
    id: 'closeFault',
    path: '/faults/{id}/close',
    summary: 'Say that a fault is dealt with',
    description: 'For faults whose end the station does not tell. 409 when it is closed already.',
    body: z.object({ reason: z.enum(PERSONS_REASONS).default('repaired'), note }),
    response: faultSchema,
    handler: async (actor, { params: { id }, body }) => {
      await closeFaults(actor, [id], body)
      return after(actor, id)
    },
  }),
]
