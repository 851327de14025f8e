import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'

/** A job's life: `planned` at the desk, the technician drives, is there, has done it. */
export const WORK_STATES = ['planned', 'under-way', 'on-site', 'done', 'cancelled'] as const
export type WorkState = (typeof WORK_STATES)[number]

/** How it was shown that a job is done: a command the station proved, a session that charged, or a person's word. */
export const CLOSE_KINDS = ['probe', 'charge', 'reason'] as const
export type CloseKind = (typeof CLOSE_KINDS)[number]

export const isOver = (state: WorkState): boolean => state === 'done' || state === 'cancelled'

const title = z.string().trim().min(1, 'required').max(200, 'too-long')
const safety = z.string().trim().max(1000, 'too-long')
/** `2026-11-20`, a day at the station. Null: whenever it fits. */
const day = z.union([z.iso.date('not-a-date'), z.literal('').transform(() => null)]).nullable()

/** What a job is made of at the desk. */
export const newWorkOrderSchema = z.object({
  /** OCPP identity; may be left out when a fault says where. */
  stationId: z.string().trim().min(1, 'required').max(48, 'too-long').optional(),
  faultId: chosenId.optional(),
  title,
  assigneeId: chosenId.default(null),
  plannedOn: day.default(null),
  safety: safety.default(''),
})
export type NewWorkOrder = z.input<typeof newWorkOrderSchema>

/** What can be changed of it while it is open; what is left out stays. */
export const workOrderChangeSchema = z.object({
  title: title.optional(),
  assigneeId: chosenId.optional(),
  plannedOn: day.optional(),
  safety: safety.optional(),
})
export type WorkOrderChange = z.input<typeof workOrderChangeSchema>
