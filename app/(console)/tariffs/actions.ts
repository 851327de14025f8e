'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { placeNumber, rowId } from '@/app/row-id'
import { archiveTariff, restoreTariff } from '@/lib/tariffs/mutations/archive-tariff'
import { assignTariff } from '@/lib/tariffs/mutations/assign-tariff'
import { createTariff } from '@/lib/tariffs/mutations/create-tariff'
import { editTariff } from '@/lib/tariffs/mutations/edit-tariff'
import { rollBack } from '@/lib/tariffs/mutations/save-version'
import { setDefaultTariff } from '@/lib/tariffs/mutations/set-default-tariff'
import { tellStations } from '@/lib/tariffs/mutations/tell-stations'
import { compareTariff } from '@/lib/tariffs/queries/compare-tariff'
import { previewTariff } from '@/lib/tariffs/queries/preview-tariff'
import { quoteInputSchema, quoteTariff } from '@/lib/tariffs/queries/quote-tariff'
import { tariffInputSchema, toTerms } from '@/lib/tariffs/tariff-input'

const id = rowId
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('site'), siteId: id }),
  z.object({ kind: z.literal('station'), station: z.string().trim().min(1, 'required').max(48, 'too-long') }),
  z.object({
    kind: z.literal('connector'),
    station: z.string().trim().min(1, 'required').max(48, 'too-long'),
    evse: placeNumber,
    connector: placeNumber,
  }),
])

export const createTariffAction = defineAction(
  z.object({ tariff: tariffInputSchema, isDefault: z.boolean() }),
  async (actor, input) => {
    const created = await createTariff(actor, input.tariff, { isDefault: input.isDefault })
    return { id: String(created.id), number: 1, isNewVersion: true }
  },
)

export const editTariffAction = defineAction(
  z.object({ id, basedOn: z.int32().min(0), tariff: tariffInputSchema }),
  async (actor, input) => ({
    id: String(input.id),
    ...(await editTariff(actor, input.id, input.tariff, { basedOn: input.basedOn })),
  }),
)

export const setDefaultTariffAction = defineAction(z.object({ id }), (actor, input) =>
  setDefaultTariff(actor, input.id),
)
export const archiveTariffAction = defineAction(z.object({ id }), (actor, input) => archiveTariff(actor, input.id))
export const restoreTariffAction = defineAction(z.object({ id }), (actor, input) => restoreTariff(actor, input.id))

export const assignTariffAction = defineAction(z.object({ place, tariffId: id.nullable() }), (actor, input) =>
  assignTariff(actor, input.place, input.tariffId),
)

export const previewTariffAction = defineAction(z.object({ sessionId: id, tariff: tariffInputSchema }), previewTariff)

export const quoteTariffAction = defineAction(quoteInputSchema, quoteTariff)

/** Enough for a picture, few enough to be asked while somebody writes. */
const COMPARED = 2000

export const compareTariffAction = defineAction(
  z.object({ tariffId: id.nullable(), tariff: tariffInputSchema, days: z.int().min(1).max(366) }),
  (actor, { tariffId, tariff, days }) =>
    compareTariff(actor, { tariffId, terms: toTerms(tariff), days, most: COMPARED }),
)

export const rollBackTariffAction = defineAction(
  z.object({
    id,
    number: z.int32().min(1),
    basedOn: z.int32().min(1).optional(),
    effectiveFrom: z.date().nullable(),
    note: z.string().trim().max(500),
  }),
  (actor, { id, number, ...when }) => rollBack(actor, id, number, when),
)

export const tellStationsAction = defineAction(z.object({ id }), (actor, input) => tellStations(actor, input.id))
