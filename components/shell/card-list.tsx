import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Page } from './page'

interface CardListProps {
  title: string
  description: string
  /** The switch between all and those in use. */
  archive: { readonly href: string; readonly label: string }
  /** Makes a new one; left out for who may not. */
  create: ReactNode
  /** Said when there is none. */
  empty: ReactNode
  /** Above the cards. */
  note?: ReactNode
  /** The cards. */
  children: readonly ReactNode[]
}

/** A page of cards of one kind, some of them archived. */
export function CardList({ title, description, archive, create, empty, note, children }: CardListProps) {
  return (
    <Page
      title={title}
      description={description}
      actions={
        <>
          <Button asChild variant="ghost" className="text-muted-foreground">
            <Link href={archive.href}>{archive.label}</Link>
          </Button>
          {create}
        </>
      }
    >
      {children.length === 0 ? (
        <div className="rounded-lg border bg-card">{empty}</div>
      ) : (
        <>
          {note}
          <div className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-4">{children}</div>
        </>
      )}
    </Page>
  )
}
