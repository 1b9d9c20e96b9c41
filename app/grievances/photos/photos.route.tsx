import { data, Form, Link, redirect, useNavigation } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { categoryKey } from '../repair-words.ts'
import { findRepair, type RepairRef } from '../repairs.server.ts'
import type { Route } from './+types/photos.route.ts'
import { cleanPicture } from './clean-picture.ts'
import { PhotoGrid, photoAt } from './photo-grid.tsx'
import { photoProblemKey } from './photo-words.ts'
import { addPhoto, listPhotos, removePhoto } from './photos.server.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ref = refOf(params)
  const wanted = new URL(request.url).searchParams.get('photo')
  return withPage(context, 'repairs.read', async (db) => {
    const repair = await findRepair(db, ref)
    if (!repair) throw notFound()
    const photos = await listPhotos(db, ref)
    const mayWrite = db.actor.can('repairs.write', repair.bodyId)
    return {
      ...ref,
      category: repair.category,
      address: repair.address,
      door: repair.door,
      photos,
      large: photos.find(({ id, state }) => id === wanted && state === 'here') ?? null,
      mayWrite,
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ref = refOf(params)
  // Before a byte of the upload is read.
  await withActor(context, 'repairs.write', async (db) => {
    const repair = await findRepair(db, ref)
    if (!repair || !db.actor.can('repairs.write', repair.bodyId)) throw notFound()
  })
  const form = await request.formData()
  const removed = form.get('remove')
  if (typeof removed === 'string') {
    await withActor(context, 'repairs.write', (db) => removePhoto(db, ref, requireUuid(removed)))
    throw redirect(pageOf(ref))
  }
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return data({ problem: 'none' as const }, 422)
  const sent = new Uint8Array(await file.arrayBuffer())
  const picture = await cleanPicture(sent)
  if (typeof picture === 'string') return data({ problem: picture }, 422)
  const added = await withActor(context, 'repairs.write', (db) => addPhoto(db, ref, sent, picture))
  if (!added) return data({ problem: 'enough' as const }, 422)
  throw redirect(pageOf(ref))
}

function refOf({ holdingId, grievanceId }: RepairRef): RepairRef {
  return { holdingId: requireUuid(holdingId), grievanceId: requireUuid(grievanceId) }
}

const pageOf = ({ holdingId, grievanceId }: RepairRef) => `/repairs/${holdingId}/${grievanceId}/photos`

export default function PhotosPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { holdingId, grievanceId, category, address, door, photos, large, mayWrite } = loaderData
  const ref = { holdingId, grievanceId }
  return (
    <Page
      title={i18n._('photo.title', { what: i18n._(categoryKey(category)) })}
      lead={
        <Link to={`/repairs/${holdingId}/${grievanceId}`} className="text-enamel underline">
          {door ? `${address}, ${door}` : address}
        </Link>
      }
    >
      {large && <Large {...ref} photo={large} mayWrite={mayWrite} />}
      {photos.length > 0 ? (
        <PhotoGrid holdingId={holdingId} photos={photos} to={({ id }) => `${pageOf(ref)}?photo=${id}`} />
      ) : (
        <p>{i18n._('photo.empty')}</p>
      )}
      <p className="mt-4 max-w-reading text-hint text-ink-2">{i18n._('photo.whoSees')}</p>
      {mayWrite && <AddPhoto problem={actionData?.problem} attempt={actionData} />}
    </Page>
  )
}

type LargeProps = RepairRef & {
  photo: Route.ComponentProps['loaderData']['photos'][number]
  mayWrite: boolean
}

function Large({ holdingId, photo, mayWrite }: LargeProps) {
  const i18n = useI18n()
  const format = useFormat()
  const day = format.day(photo.day, 'plain')
  return (
    <figure className="mb-6 flex flex-col gap-2">
      <img
        src={photoAt(holdingId, photo.id)}
        alt={i18n._('photo.large', { day })}
        width={photo.width ?? undefined}
        height={photo.height ?? undefined}
        className="h-auto max-h-[70vh] w-full bg-sunk object-contain"
      />
      <figcaption className="flex flex-wrap items-center justify-between gap-3 text-hint text-ink-2">
        <span>
          {day} · <bdi>{photo.by ?? i18n._('repair.someone')}</bdi>
          <span className="block break-all">{i18n._('photo.hash', { hash: photo.hash ?? '' })}</span>
        </span>
        {mayWrite && (
          <Form method="post" className="print:hidden">
            <Button type="submit" variant="danger" name="remove" value={photo.id}>
              {i18n._('photo.remove')}
            </Button>
          </Form>
        )}
      </figcaption>
    </figure>
  )
}

type AddProps = { problem: Parameters<typeof photoProblemKey>[0] | undefined; attempt: unknown }

function AddPhoto({ problem, attempt }: AddProps) {
  const i18n = useI18n()
  const isSending = useNavigation().formMethod === 'POST'
  const said = problem && i18n._(photoProblemKey(problem))
  return (
    <Section title={i18n._('photo.add')}>
      <Form method="post" encType="multipart/form-data" className="flex max-w-lg flex-col gap-4">
        <ErrorSummary
          items={
            problem ? [{ name: 'file', message: photoProblemKey(problem), label: i18n._('photo.file') }] : []
          }
          attempt={attempt}
        />
        <div className="flex flex-col gap-1">
          <label htmlFor="field-file" className="text-label font-semibold">
            {i18n._('photo.file')}
          </label>
          <p id="field-file-hint" className="text-hint text-ink-3">
            {i18n._('photo.fileHint')}
          </p>
          {said && (
            <p id="field-file-error" className="text-label font-semibold text-amber">
              <span aria-hidden="true">△ </span>
              {said}
            </p>
          )}
          <input
            id="field-file"
            name="file"
            type="file"
            accept="image/jpeg,image/png,image/webp,image/avif"
            required
            aria-invalid={said ? true : undefined}
            aria-describedby={said ? 'field-file-hint field-file-error' : 'field-file-hint'}
            className="min-h-12 py-2"
          />
        </div>
        <Button type="submit" variant="main" className="self-start" disabled={isSending}>
          {i18n._(isSending ? 'photo.sending' : 'photo.save')}
        </Button>
      </Form>
    </Section>
  )
}
