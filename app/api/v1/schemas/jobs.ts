import { z } from 'zod'
import { CONFLICTS } from '@/lib/field/decide-entry'
import { CLOSE_KINDS, WORK_STATES } from '@/lib/field/work-order'
import { idField, idInput, instantField, stationIdField } from './fields'

const entryId = z.uuid().meta({
  description: 'Made by the sender: the same entry sent twice is stored once.',
  example: '3f2a8c1e-5b7d-4e0a-9c41-2d6f8b9a0e13',
})
const said = (description: string) => z.iso.datetime().meta({ description, example: '2026-11-20T13:05:00Z' })
const assignee = z.object({ id: idField('user'), name: z.string() })
const plannedOn = z.iso.date().nullable().meta({ description: 'Null: whenever it fits.', example: '2026-11-20' })
const title = z.string().meta({ example: 'Replace the lock motor' })
const safety = z
  .string()
  .meta({ description: 'What to heed before anything is touched.', example: 'Isolate in board A3.' })

export const jobSchema = z
  .object({
    id: idField('job'),
    stationId: stationIdField,
    faultId: idField('fault').nullable(),
    title,
    state: z.enum(WORK_STATES).meta({ example: 'planned' }),
    stateAt: instantField('Since when.'),
    assignee: assignee.nullable(),
    plannedOn,
    safety,
    createdAt: instantField('When it was made.'),
    closedAt: instantField('When it was done or called off.').nullable(),
    closeKind: z.enum(CLOSE_KINDS).nullable().meta({ description: 'How it was shown to be done.' }),
    closeReason: z.string().nullable(),
    proofId: idField('command (probe) or session (charge) that proved it').nullable(),
    entryCount: z.int(),
    conflictCount: z.int().meta({ description: 'Entries that came too late to be applied and that nobody has seen.' }),
  })
  .meta({ id: 'Job' })

export const newJobSchema = z.object({
  stationId: stationIdField.optional(),
  faultId: idInput('fault').optional().meta({ description: 'The fault it mends; it says at which station.' }),
  title: z.string().min(1).max(200),
  assigneeId: idInput('user').optional(),
  plannedOn: plannedOn.optional(),
  safety: z.string().max(1000).optional(),
})

export const jobChangeSchema = z.object({
  title: z.string().min(1).max(200).optional(),
  assigneeId: idInput('user').nullable().optional(),
  plannedOn: plannedOn.optional(),
  safety: z.string().max(1000).optional(),
})

export const jobEntrySchema = z
  .object({
    id: entryId,
    kind: z.string().meta({ example: 'check' }),
    at: instantField('When it was done.'),
    receivedAt: instantField('When it came here.'),
    by: z.string().meta({ example: 'Anna Lind' }),
    detail: z.unknown().meta({ description: 'By kind.' }),
    conflict: z
      .string()
      .nullable()
      .meta({ description: `Why it was not applied: ${CONFLICTS.join(', ')}.` }),
    hasFile: z.boolean().meta({ description: 'Its photo or signature is at /photos/{id}.' }),
  })
  .meta({ id: 'JobEntry' })

export const entriesInput = z.object({
  sentAt: said("The sender's clock now: how wrong it is shows here."),
  entries: z
    .array(
      z.looseObject({
        id: entryId,
        jobId: idField('job'),
        at: said("When it was done, by the sender's clock."),
        kind: z.string().meta({ example: 'note' }),
        detail: z.record(z.string(), z.unknown()).meta({ example: { text: 'Wet inside' } }),
      }),
    )
    .max(200),
})

export const entryResults = z.object({
  data: z.array(
    z.object({
      id: entryId,
      outcome: z.enum(['stored', 'needs-file', 'refused']),
      conflict: z.enum(CONFLICTS).nullable().optional(),
      reason: z.enum(['invalid', 'not-found']).optional(),
    }),
  ),
})
