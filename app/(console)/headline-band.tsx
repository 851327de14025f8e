import { PerformanceBand } from '@/components/performance/band'
import type { Actor } from '@/lib/access/actor'
import { dayIn, lastDays } from '@/lib/performance/period'
import { getHeadline } from '@/lib/performance/queries/get-headline'
import { NO_SITE_ZONE } from '@/lib/performance/zone'

const DAYS = 30

/** How the last days have gone, on the overview: streamed in, the page does not wait for it. */
export async function HeadlineBand({ actor }: { actor: Actor }) {
  const headline = await getHeadline(actor, lastDays(dayIn(new Date(), NO_SITE_ZONE), DAYS))
  return <PerformanceBand {...headline} />
}

/** As high as the band will be: nothing moves when it comes. */
export function HeadlineWait() {
  return <div className="h-24 rounded-lg border bg-card" aria-busy />
}
