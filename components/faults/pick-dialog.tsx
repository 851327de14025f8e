'use client'

import { Command } from 'cmdk'
import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Dialog, DialogContent, DialogTitle } from '@/components/ui/dialog'

export interface Choice {
  readonly value: string
  /** What is searched by, and shown. */
  readonly label: string
  readonly mark?: ReactNode
  readonly detail?: string
  readonly isChosen?: boolean
}

interface PickDialogProps {
  title: string
  choices: readonly Choice[]
  onPick: (value: string) => void
  onClose: () => void
}

/** One of a list, without leaving the keyboard: type a part of it, Enter. */
export function PickDialog({ title, choices, onPick, onClose }: PickDialogProps) {
  const t = useTranslations('faults.pick')
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="top-[16dvh] max-w-md translate-y-0 gap-0 overflow-hidden p-0 [&>button]:hidden">
        <DialogTitle className="sr-only">{title}</DialogTitle>
        <Command label={title}>
          <Command.Input
            placeholder={title}
            className="h-11 w-full border-b bg-transparent px-3.5 outline-none placeholder:text-muted-foreground"
          />
          <Command.List className="max-h-[min(22rem,60dvh)] overflow-y-auto p-1.5">
            <Command.Empty className="px-2.5 py-6 text-center text-muted-foreground">{t('nothing')}</Command.Empty>
            {choices.map(({ value, label, mark, detail, isChosen }) => (
              <Command.Item
                key={value}
                value={value}
                keywords={[label, detail ?? '']}
                onSelect={() => onPick(value)}
                className="flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-2 data-[selected=true]:bg-accent"
              >
                {mark}
                <span className="truncate">{label}</span>
                {detail && <span className="ml-auto truncate pl-4 text-muted-foreground text-xs">{detail}</span>}
                {isChosen && <Check className={detail ? 'size-4 shrink-0' : 'ml-auto size-4 shrink-0'} aria-hidden />}
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  )
}
