import { z } from 'zod'
import { photoAnswer } from '@/app/photo-answer'
import type { Actor } from '@/lib/access/actor'
import { cancelWorkOrder, changeWorkOrder, createWorkOrder } from '@/lib/field/mutations/dispatch'
import { recordEntries } from '@/lib/field/mutations/record-entries'
import { findPhoto } from '@/lib/field/queries/find-photo'
import { getWorkOrder, listWorkEntries, listWorkOrders, type WorkOrderRow } from '@/lib/field/queries/list-work-orders'
import { WORK_STATES } from '@/lib/field/work-order'
import { operation } from '../operation'
import { idInput, iso, isoOrNull, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'
import { entriesInput, entryResults, jobChangeSchema, jobEntrySchema, jobSchema, newJobSchema } from '../schemas/jobs'

const params = z.object({ id: idInput('job') })

const shown = ({ id, faultId, assignee, proofId, stateAt, createdAt, closedAt, ...row }: WorkOrderRow) => ({
  ...row,
  id: String(id),
  faultId: faultId === null ? null : String(faultId),
  assignee: assignee && { id: String(assignee.id), name: assignee.name },
  proofId: proofId === null ? null : String(proofId),
  stateAt: iso(stateAt),
  createdAt: iso(createdAt),
  closedAt: isoOrNull(closedAt),
})

const jobNow = async (actor: Actor, id: bigint) => shown(await getWorkOrder(actor, id))

export const jobOperations = [
  operation({
    id: 'listJobs',
    method: 'GET',
    path: '/jobs',
    tag: 'Jobs',
    summary: 'Jobs in the field, newest first',
    act: 'field.work',
    query: z.object({
      ...pageQuery,
      stationId: stationIdField.optional(),
      faultId: idInput('fault').optional(),
      assigneeId: idInput('user').optional(),
      state: z.enum(WORK_STATES).optional(),
    }),
    status: 200,
    response: listOf(jobSchema),
    handler: async (actor, { query }) => pageOf(await listWorkOrders(actor, query), shown),
  }),
  operation({
    id: 'createJob',
    method: 'POST',
    path: '/jobs',
    tag: 'Jobs',
    summary: 'Send somebody',
    description: 'For a fault or a station. A fault is then dispatched, and has one open job at most.',
    act: 'faults.write',
    body: newJobSchema,
    status: 201,
    response: jobSchema,
    handler: async (actor, { body }) => jobNow(actor, (await createWorkOrder(actor, body)).id),
    location: (job) => `/jobs/${job.id}`,
  }),
  operation({
    id: 'getJob',
    method: 'GET',
    path: '/jobs/{id}',
    tag: 'Jobs',
    summary: 'One job',
    act: 'field.work',
    params,
    status: 200,
    response: jobSchema,
    handler: (actor, { params: { id } }) => jobNow(actor, id),
  }),
  operation({
    id: 'changeJob',
    method: 'PATCH',
    path: '/jobs/{id}',
    tag: 'Jobs',
    summary: 'Give it to another, another day, or other words',
    act: 'faults.write',
    params,
    body: jobChangeSchema,
    status: 200,
    response: jobSchema,
    handler: async (actor, { params: { id }, body }) => {
      await changeWorkOrder(actor, id, body)
      return jobNow(actor, id)
    },
  }),
  operation({
    id: 'listJobEntries',
    method: 'GET',
    path: '/jobs/{id}/entries',
    tag: 'Jobs',
    summary: 'What was done on a job, in order',
    act: 'field.work',
    params,
    status: 200,
    response: z.object({ data: z.array(jobEntrySchema) }),
    handler: async (actor, { params: { id } }) => ({
      data: (await listWorkEntries(actor, id)).map(({ at, receivedAt, seenAt: _, ...entry }) => ({
        ...entry,
        at: iso(at),
        receivedAt: iso(receivedAt),
      })),
    }),
  }),
  operation({
    id: 'recordJobEntries',
    method: 'POST',
    path: '/job-entries',
    tag: 'Jobs',
    summary: 'What was done in the field',
    description:
      'As often as you like, in any order: an entry is stored once, and what came too late to be applied says why. Kinds: state, check, measurement, part, note, maintenance, close; photo and signature name a file that a tablet has sent.',
    act: 'field.work',
    body: entriesInput,
    status: 200,
    response: entryResults,
    handler: async (actor, { body: { sentAt, entries } }) => ({
      data: [
        ...(await recordEntries(actor, {
          sentAt,
          entries: entries.map(({ jobId, ...entry }) => ({ ...entry, workOrderId: jobId })),
        })),
      ],
    }),
  }),
  operation({
    id: 'downloadJobPhoto',
    method: 'GET',
    path: '/photos/{id}',
    tag: 'Jobs',
    summary: 'The photo or signature of an entry',
    act: 'field.work',
    params: z.object({ id: z.uuid() }),
    status: 200,
    response: 'bytes',
    handler: async (actor, { params: { id } }) => photoAnswer(await findPhoto(actor, id)),
  }),
  operation({
    id: 'cancelJob',
    method: 'POST',
    path: '/jobs/{id}/cancel',
    tag: 'Jobs',
    summary: 'Call a job off',
    description: 'The fault stays.',
    act: 'faults.write',
    params,
    status: 200,
    response: jobSchema,
    handler: async (actor, { params: { id } }) => {
      await cancelWorkOrder(actor, id)
      return jobNow(actor, id)
    },
  }),
]
