import { useTranslations } from 'next-intl'
import { useUpdateWords } from '@/components/fleet/update-stage'
import { protocolWords } from '@/components/stations/station-list-row'

/** What an event of its kind says more, in words where we have them. */
export function useEventWords() {
  const t = useTranslations('station.story')
  const updateWords = useUpdateWords()
  return (kind: string, detail: string): string | null => {
    if (kind === 'connected') return protocolWords(detail)
    if (kind === 'firmware') return updateWords({ status: detail, error: null })
    const word = `${kind}.${detail}` as 'boot.PowerUp'
    return (kind === 'boot' || kind === 'log' || kind === 'payment') && t.has(word) ? t(word) : detail
  }
}
