import { getLocale } from 'next-intl/server'
import { fileAnswer } from '@/app/file-answer'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { requireAct } from '@/lib/access/acts'
import { validated } from '@/lib/kernel/validated'
import { getRevenue } from '@/lib/revenue/queries/get-revenue'
import { MOST_REPORT_ROWS, makeReportFile, REPORT_FORMATS } from '@/lib/revenue/report-file'
import { type RevenueQueryInput, revenueQuerySchema } from '@/lib/revenue/revenue-query'

export const dynamic = 'force-dynamic'

/** The report as a file: all the rows of what is shown. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return problem('unauthenticated', 'Sign in to export.')
  try {
    requireAct(actor, 'revenue.read')
    const { format, ...said } = Object.fromEntries(new URL(request.url).searchParams)
    const revenue = await getRevenue(actor, validated(revenueQuerySchema, said as RevenueQueryInput), MOST_REPORT_ROWS)
    const wanted = REPORT_FORMATS.find((one) => one === format) ?? 'csv'
    const language = (await getLocale()) === 'sv' ? 'sv' : 'en'
    const { fileName, contentType, content } = await makeReportFile(revenue, wanted, language)
    return fileAnswer(content, contentType, fileName)
  } catch (error) {
    return problemOf(error)
  }
}
