'use client'

import { FileDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { ocpiTariffSchema, termsOfOcpi } from '@/lib/tariffs/ocpi/read-tariff'
import type { TariffTerms } from '@/lib/tariffs/tariff'

/** Puts an OCPI tariff's terms into the editor in place of what is there; nothing is saved by it. */
export function OcpiImport({ onRead }: { onRead: (terms: TariffTerms) => void }) {
  const t = useTranslations('tariffEditor.ocpi')
  const common = useTranslations('common')
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const take = (close: () => void) => {
    const read = readOcpi(text)
    if (typeof read === 'string') setFault(read === 'not-json' ? t('notJson') : t('notTariff', { fault: read }))
    else {
      onRead(read)
      setText('')
      setFault(null)
      close()
    }
  }
  return (
    <FormDialog
      trigger={
        <Button variant="outline">
          <FileDown aria-hidden />
          {t('import')}
        </Button>
      }
      title={t('importTitle')}
      description={t('importText')}
    >
      {(close) => (
        <div className="grid gap-4">
          <Field label={t('json')} error={fault}>
            <Textarea
              value={text}
              onChange={(event) => setText(event.target.value)}
              rows={12}
              spellCheck={false}
              className="font-mono text-xs"
            />
          </Field>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            className="hidden"
            tabIndex={-1}
            aria-hidden
            onChange={async (event) => {
              const chosen = event.target.files?.[0]
              if (chosen) setText(await chosen.text())
            }}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="ghost" className="mr-auto" onClick={() => file.current?.click()}>
              {t('chooseFile')}
            </Button>
            <Button variant="outline" onClick={close}>
              {common('cancel')}
            </Button>
            <Button disabled={text.trim() === ''} onClick={() => take(close)}>
              {t('take')}
            </Button>
          </div>
        </div>
      )}
    </FormDialog>
  )
}

/** A tariff, alone or in an OCPI answer (`{data: …}`, a list: its first). @returns what is wrong with it, by its path */
function readOcpi(text: string): TariffTerms | string {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return 'not-json'
  }
  if (typeof said === 'object' && said !== null && 'data' in said) said = said.data
  if (Array.isArray(said)) said = said[0]
  const parsed = ocpiTariffSchema.safeParse(said)
  if (parsed.success) return termsOfOcpi(parsed.data)
  const [issue] = parsed.error.issues
  return issue ? `${issue.path.join('.')} ${issue.message}`.trim() : ''
}
