'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'

/** A value to carry over to somewhere else, with a button that copies it. */
export function CopyLine({ label, value, help }: { label: string; value: string; help?: string }) {
  const t = useTranslations('common')
  const id = useId()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setIsCopied(true)
    setTimeout(() => setIsCopied(false), 2000)
  }
  return (
    <div className="grid gap-1">
      <span id={id} className="font-medium">
        {label}
      </span>
      <span className="flex items-center gap-1 rounded-md border bg-muted/50 py-0.5 pr-0.5 pl-2.5">
        <output aria-labelledby={id} className="min-w-0 flex-1 select-all break-all font-mono text-xs">
          {value}
        </output>
        <Button variant="ghost" size="icon-sm" onClick={copy} aria-label={`${t('copy')}: ${label}`}>
          {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        </Button>
      </span>
      {help && <span className="text-muted-foreground text-xs">{help}</span>}
    </div>
  )
}
