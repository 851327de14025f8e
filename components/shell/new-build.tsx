'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useNewBuild } from './use-new-build'

/** A newer Laddvakt is there: nothing is loaded anew under anybody's hands, it is only offered. */
/** @param isTouch for gloves: 44 px */
export function NewBuild({ ownBuild, isTouch = false }: { ownBuild: string; isTouch?: boolean }) {
  const t = useTranslations('shell.newBuild')
  if (!useNewBuild(ownBuild)) return null
  return (
    <output className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b bg-muted px-4 py-1.5">
      {t('text')}
      <Button
        variant="outline"
        size={isTouch ? 'default' : 'sm'}
        className={isTouch ? 'h-11' : undefined}
        onClick={() => location.reload()}
      >
        <RefreshCw aria-hidden />
        {t('load')}
      </Button>
    </output>
  )
}
