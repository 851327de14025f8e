'use client'

import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { Textarea } from '@/components/ui/textarea'
import type { TokenImport } from '@/lib/tokens/mutations/import-tokens'
import { parseTokenList } from '@/lib/tokens/parse-token-list'

export type ImportAction = Action<{ list: string }, TokenImport>

/** Pastes a list from a spreadsheet; says before what will be read, and afterwards what was left out and why. */
export function ImportTokens({ action }: { action: ImportAction }) {
  const t = useTranslations('tokens')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <Upload aria-hidden />
          {t('import')}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>{t('importForm.title')}</DialogTitle>
          <DialogDescription>{t('importForm.text')}</DialogDescription>
        </DialogHeader>
        <ImportForm action={action} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

type Skipped = TokenImport['skipped']

function ImportForm({ action, onDone }: { action: ImportAction; onDone: () => void }) {
  const t = useTranslations('tokens.importForm')
  const common = useTranslations('common')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { refusal } = useProblem()
  const [list, setList] = useState('')
  const [left, setLeft] = useState<Skipped | null>(null)
  const [pending, setPending] = useState(false)
  const rows = useMemo(() => parseTokenList(list), [list])
  const readable = rows.filter((row) => row.problem === null).length
  const unreadable: Skipped = rows.flatMap((row) =>
    row.problem === null ? [] : [{ line: row.line, value: row.value, problem: row.problem }],
  )

  const submit = async () => {
    setPending(true)
    const result = await action({ list }).catch(() => null)
    setPending(false)
    if (result === null) return void toast.error(errors('unexpected'))
    if (!result.ok) return void toast.error(refusal(result))
    toast.success(t('done', { count: result.data.created }))
    router.refresh()
    if (result.data.skipped.length === 0) onDone()
    else setLeft(result.data.skipped)
  }

  return (
    <div className="grid min-w-0 gap-4">
      {left === null && (
        <Field label={t('list')} description={t('readable', { count: readable })}>
          <Textarea
            value={list}
            onChange={(event) => setList(event.target.value)}
            rows={8}
            spellCheck={false}
            className="font-mono text-xs"
            placeholder={'04A2B3C4D5E6F7\tAnna Ek\tBudbilar'}
          />
        </Field>
      )}
      <LeftOut rows={left ?? unreadable} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{left === null ? common('cancel') : common('close')}</Button>
        </DialogClose>
        {left === null && (
          <Button pending={pending} disabled={readable === 0} onClick={submit}>
            {t('submit')}
          </Button>
        )}
      </DialogFooter>
    </div>
  )
}

function LeftOut({ rows }: { rows: Skipped }) {
  const t = useTranslations('tokens.importForm')
  const { fieldProblem } = useProblem()
  if (rows.length === 0) return null
  return (
    <div className="grid gap-1">
      <p className="text-status-attention">{t('skipped', { count: rows.length })}</p>
      <div className="max-h-40 overflow-auto rounded-md border">
        <Table label={t('list')}>
          <TableHeader>
            <TableRow>
              <TableHead numeric>{t('line')}</TableHead>
              <TableHead className="w-1/2">{t('list')}</TableHead>
              <TableHead>{t('why')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.line}>
                <TableCell numeric>{row.line}</TableCell>
                <TableCell className="max-w-40 truncate font-mono text-xs">{row.value}</TableCell>
                <TableCell>{row.problem === 'token-exists' ? t('exists') : fieldProblem(row.problem)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  )
}
