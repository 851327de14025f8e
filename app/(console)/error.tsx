'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'

/** A page that could not be read. Nothing is written while a page is read, so nothing can be half done. */
export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('shell')
  return (
    <EmptyState
      icon={<TriangleAlert />}
      title={t('error.title')}
      text={
        <>
          {t('error.text')}
          {error.digest && (
            <span className="mt-1 block font-mono text-xs">{t('error.reference', { reference: error.digest })}</span>
          )}
        </>
      }
      action={
        // A part of the page that a newer build no longer has comes back only with the page itself.
        <Button variant="outline" onClick={() => (error.name === 'ChunkLoadError' ? location.reload() : reset())}>
          {t('error.retry')}
        </Button>
      }
      className="flex-1"
    />
  )
}
