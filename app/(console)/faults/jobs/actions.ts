'use server'

import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import type { Locale } from '@/i18n/locales'
import { listPastFieldWork } from '@/lib/field/queries/list-field-work'
import { toListedJob } from './to-listed-job'

/** The jobs behind the last one shown. */
export const moreJobsAction = defineAction(
  z.object({ filter: z.object({}), cursor: z.string().max(500) }),
  async (actor, { cursor }) => {
    const locale = (await getLocale()) as Locale
    const { rows, next } = await listPastFieldWork(actor, { cursor })
    const now = new Date()
    return { rows: rows.map((row) => toListedJob(row, locale, now)), next }
  },
)
