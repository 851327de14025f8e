'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DateTime } from '@/components/ui/format'
import { browserOf } from './browser-of'

interface SignInsProps {
  signIns: readonly {
    readonly id: string
    readonly userAgent: string
    readonly createdAt: string
    readonly isThis: boolean
  }[]
  end: Action<{ id: string }>
}

export function SignIns({ signIns, end }: SignInsProps) {
  const t = useTranslations('account')
  const { act, pending } = useAct()
  return (
    <ul className="border-t">
      {signIns.map((each) => (
        <li key={each.id} className="flex items-center justify-between gap-3 border-b px-4 py-2.5 last:border-b-0">
          <span className="grid min-w-0">
            <span className="flex items-center gap-2">
              <span className="truncate" title={each.userAgent}>
                {browserOf(each.userAgent) ?? t('unknownBrowser')}
              </span>
              {each.isThis && <Badge>{t('thisBrowser')}</Badge>}
            </span>
            <span className="text-muted-foreground text-xs">
              {t('since')} <DateTime at={each.createdAt} />
            </span>
          </span>
          {!each.isThis && (
            <Button
              variant="outline"
              size="sm"
              disabled={pending}
              onClick={() => void act(end, { id: each.id }, t('ended'))}
            >
              {t('end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
