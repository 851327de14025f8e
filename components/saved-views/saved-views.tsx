'use client'

import { Bookmark, Trash2 } from 'lucide-react'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import type { ViewPlace } from '@/lib/saved-views/saved-view'

export interface ShownView {
  readonly id: string
  readonly name: string
  /** The address's query. */
  readonly query: string
  readonly isShared: boolean
  readonly isMine: boolean
  readonly owner: string | null
}

export interface ViewActions {
  readonly save: Action<{ place: ViewPlace; name: string; view: Record<string, unknown>; isShared: boolean }>
  readonly remove: Action<{ id: string }>
}

interface SavedViewsProps {
  place: ViewPlace
  /** Views every reader has. */
  ready: readonly { readonly name: string; readonly query: string }[]
  saved: readonly ShownView[]
  mayShare: boolean
  actions: ViewActions
}

/** The list as one wants to see it, by name: those that come with the house, one's own and colleagues'. */
export function SavedViews({ place, ready, saved, mayShare, actions }: SavedViewsProps) {
  const t = useTranslations('savedViews')
  const router = useRouter()
  const path = usePathname()
  const query = useSearchParams().toString()
  const { act } = useAct()
  const [isSaving, setSaving] = useState(false)
  const mine = saved.find((view) => view.query === query)
  const here = mine ?? ready.find((view) => view.query === query)
  const go = (to: string) => router.push(to === '' ? path : `${path}?${to}`)
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline">
            <Bookmark aria-hidden />
            <span className="max-w-40 truncate">{here?.name ?? t('title')}</span>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="min-w-56">
          {ready.map((view) => (
            <DropdownMenuItem key={view.query} onSelect={() => go(view.query)}>
              {view.name}
            </DropdownMenuItem>
          ))}
          {saved.length > 0 && <DropdownMenuSeparator />}
          {saved.length > 0 && <DropdownMenuLabel>{t('saved')}</DropdownMenuLabel>}
          {saved.map((view) => (
            <DropdownMenuItem key={view.id} onSelect={() => go(view.query)}>
              <span className="truncate">{view.name}</span>
              <span className="ml-auto pl-4 text-muted-foreground text-xs">
                {view.owner ?? (view.isShared ? t('shared') : '')}
              </span>
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => setSaving(true)}>{t('save')}</DropdownMenuItem>
          {mine?.isMine && (
            <DropdownMenuItem onSelect={() => void act(actions.remove, { id: mine.id }, t('removed'))}>
              <Trash2 aria-hidden />
              {t('remove', { name: mine.name })}
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <FormDialog open={isSaving} onOpenChange={setSaving} title={t('saveTitle')} description={t('saveText')}>
        {(close) => (
          <SaveForm
            mayShare={mayShare}
            onSave={async (name, isShared) => {
              if (await act(actions.save, { place, name, view: { query }, isShared }, t('done'))) close()
            }}
          />
        )}
      </FormDialog>
    </>
  )
}

interface SaveFormProps {
  mayShare: boolean
  onSave: (name: string, isShared: boolean) => Promise<void>
}

function SaveForm({ mayShare, onSave }: SaveFormProps) {
  const t = useTranslations('savedViews')
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const [pending, setPending] = useState(false)
  return (
    <form
      className="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault()
        setPending(true)
        await onSave(name, isShared)
        setPending(false)
      }}
    >
      <Field label={t('name')} required>
        <Input value={name} onChange={({ target }) => setName(target.value)} maxLength={60} required autoFocus />
      </Field>
      {mayShare && (
        <Label className="flex items-center gap-2">
          <Checkbox checked={isShared} onCheckedChange={(on) => setShared(on === true)} />
          {t('share')}
        </Label>
      )}
      <FormButtons pending={pending} />
    </form>
  )
}
