import { useTranslations } from 'next-intl'
import { faultName } from '@/components/devices/fault-name'
import type { LiveFault } from '@/lib/live/events'

/** Nobody: null; somebody whose name is not the reader's to know: their word for it. */
export function useAssigneeName(): (assignee: LiveFault['assignee']) => string | null {
  const t = useTranslations('faults.assign')
  return (assignee) => assignee && (assignee.name ?? t('somebody'))
}

interface Placed {
  readonly stationId: string | null
  readonly stationName?: string | null
  readonly siteName?: string | null
  readonly evse: number
}

/** A fault's name and place in words. */
export function useFaultWords() {
  const t = useTranslations('faults')
  const codes = useTranslations('devices.faults')
  return {
    /** What is wrong: the cause's name, else what the code says. */
    title: (fault: Pick<LiveFault, 'source' | 'code'> & { readonly title: string | null }): string =>
      fault.title ?? faultName(codes, fault),
    /** Station (or the whole site, or our own gateway), and the outlet when it is one. */
    station: ({ stationId, stationName, siteName, evse }: Placed): string => {
      if (stationId === null) return siteName ? t('wholeSite', { site: siteName }) : t('ownSide')
      const name = stationName || stationId
      return evse > 0 ? t('atOutlet', { station: name, evse }) : name
    },
  }
}
