'use client'

import { useTranslations } from 'next-intl'
import { Dialog, DialogContent, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { FAULT_KEYS, type FaultKey } from './use-fault-keys'

const MOVES = [
  ['j / k', 'move'],
  ['Enter', 'open'],
  ['/', 'search'],
] as const

/** What each key does. @param acts those that this page and reader have */
export function KeyHelp({ acts, onClose }: { acts: readonly FaultKey[]; onClose: () => void }) {
  const t = useTranslations('faults.keys')
  const keys = Object.entries(FAULT_KEYS).filter(([, act]) => acts.includes(act))
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
        </DialogHeader>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5">
          {[...MOVES, ...keys].map(([key, act]) => (
            <div key={key} className="col-span-2 grid grid-cols-subgrid items-center">
              <dt>
                <kbd className="inline-block min-w-6 rounded border border-b-2 bg-muted px-1.5 py-0.5 text-center font-mono text-xs">
                  {key}
                </kbd>
              </dt>
              <dd>{t(act)}</dd>
            </div>
          ))}
        </dl>
        <p className="text-muted-foreground text-xs">{t('note')}</p>
      </DialogContent>
    </Dialog>
  )
}
