import { useMemo } from 'react'
import { useLiveFault } from '@/components/live/use-live'
import { useRefreshOn } from '@/components/sessions/use-running-session'
import type { ShownFault } from './shown-fault'

/** The fault at its newest; each change also has the page's story, promises and panels read anew. */
export function useShownFault(read: ShownFault): ShownFault {
  const live = useLiveFault(read.id)
  useRefreshOn(live && JSON.stringify(live))
  return useMemo(() => (live ? { ...read, ...live } : read), [read, live])
}
