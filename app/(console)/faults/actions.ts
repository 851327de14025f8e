'use server'

import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import type { Locale } from '@/i18n/locales'
import { acknowledgeFaults } from '@/lib/faults/mutations/acknowledge-faults'
import { addFaultPhoto } from '@/lib/faults/mutations/add-fault-photo'
import { assignFaults } from '@/lib/faults/mutations/assign-faults'
import { MOST_AT_ONCE } from '@/lib/faults/mutations/change-faults'
import { closeFaults, PERSONS_REASONS } from '@/lib/faults/mutations/close-faults'
import { commentOnFaults } from '@/lib/faults/mutations/comment-on-faults'
import { mergeFaults } from '@/lib/faults/mutations/merge-faults'
import { promiseRepair, withdrawPromise } from '@/lib/faults/mutations/promise-repair'
import { setFaultDue } from '@/lib/faults/mutations/set-fault-due'
import { setFaultStage } from '@/lib/faults/mutations/set-fault-stage'
import { splitFault } from '@/lib/faults/mutations/split-fault'
import { listFaults } from '@/lib/faults/queries/list-faults'
import { FAULT_STAGES } from '@/lib/live/events'
import { deleteView, saveView } from '@/lib/saved-views/mutations'
import { VIEW_PLACES } from '@/lib/saved-views/saved-view'
import { toListed } from './to-listed'

const ROWS_PER_READ = 200

const numbered = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform(BigInt)
const faults = z.object({ ids: z.array(numbered).min(1).max(MOST_AT_ONCE) })
const instant = z.iso.datetime('not-a-time').transform((text) => new Date(text))

export const acknowledgeAction = defineAction(faults, (actor, { ids }) => acknowledgeFaults(actor, ids))

export const assignAction = defineAction(
  faults.extend({ assigneeId: numbered.nullable() }),
  (actor, { ids, ...input }) => assignFaults(actor, ids, input),
)

export const setStageAction = defineAction(faults.extend({ stage: z.enum(FAULT_STAGES) }), (actor, { ids, ...input }) =>
  setFaultStage(actor, ids, input),
)

export const setDueAction = defineAction(faults.extend({ dueAt: instant.nullable() }), (actor, { ids, ...input }) =>
  setFaultDue(actor, ids, input),
)

export const commentAction = defineAction(
  faults.extend({
    text: z.string().trim().min(1, 'required').max(4000, 'too-long'),
    mentions: z.array(numbered).max(50),
  }),
  (actor, { ids, ...input }) => commentOnFaults(actor, ids, input),
)

export const addPhotoAction = defineAction(
  z.object({
    id: numbered,
    sha256: z.string().length(64),
    width: z.int(),
    height: z.int(),
    caption: z.string().max(300, 'too-long'),
  }),
  (actor, { id, ...photo }) => addFaultPhoto(actor, id, photo),
)

export const promiseAction = defineAction(
  faults.extend({ dueAt: instant, note: z.string().trim().max(500, 'too-long') }),
  (actor, { ids, ...input }) => promiseRepair(actor, ids, input),
)

export const withdrawPromiseAction = defineAction(faults, (actor, { ids }) => withdrawPromise(actor, ids))

export const mergeAction = defineAction(faults.extend({ intoId: numbered }), (actor, { ids, ...input }) =>
  mergeFaults(actor, ids, input),
)

export const splitAction = defineAction(z.object({ id: numbered }), (actor, { id }) => splitFault(actor, id))

export const closeAction = defineAction(
  faults.extend({ reason: z.enum(PERSONS_REASONS), note: z.string().trim().max(1000, 'too-long') }),
  (actor, { ids, ...input }) => closeFaults(actor, ids, input),
)

export const saveViewAction = defineAction(
  z.object({
    place: z.enum(VIEW_PLACES),
    name: z.string().trim().min(1, 'required').max(60, 'too-long'),
    view: z.record(z.string(), z.unknown()),
    isShared: z.boolean(),
  }),
  async (actor, input) => String(await saveView(actor, input)),
)

export const deleteViewAction = defineAction(z.object({ id: numbered }), (actor, { id }) => deleteView(actor, id))

/** The closed faults behind the last one shown. */
export const moreFaultsAction = defineAction(
  z.object({ filter: z.object({ search: z.string().max(200).optional() }), cursor: z.string().max(500) }),
  async (actor, { filter, cursor }) => {
    const locale = (await getLocale()) as Locale
    const { rows, next } = await listFaults(actor, { ...filter, isOpen: false, cursor, limit: ROWS_PER_READ })
    return { rows: rows.map((row) => toListed(row, locale, null)), next }
  },
)
