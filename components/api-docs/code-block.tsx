'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** Text to copy. */
export function CodeBlock({ text }: { text: string }) {
  const t = useTranslations('apiDocs')
  const [isCopied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <div className="relative rounded-md border bg-muted">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className="max-h-96 overflow-auto p-3 pr-10 font-mono text-xs leading-5" tabIndex={0}>
        {text}
      </pre>
      <Button
        variant="ghost"
        size="icon-sm"
        className="absolute top-1 right-1 bg-muted"
        aria-label={isCopied ? t('copied') : t('copy')}
        onClick={copy}
      >
        {isCopied ? <Check /> : <Copy />}
      </Button>
    </div>
  )
}
