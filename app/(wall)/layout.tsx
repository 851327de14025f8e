import type { ReactNode } from 'react'
import { requireActor } from '@/app/session'
import { LiveProvider } from '@/components/live/live-provider'
import { liveHub } from '@/lib/live/process-hub'

/** A screen nobody sits at: no rail, no top bar, one live stream. */
export default async function WallLayout({ children }: { children: ReactNode }) {
  await requireActor('overview.read')
  // Taken before the page reads its rows: the stream then only brings what changed after them.
  const since = await liveHub().then(
    (hub) => hub.cursor(),
    () => null,
  )
  return <LiveProvider since={since}>{children}</LiveProvider>
}
