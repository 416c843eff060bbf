/** The views of an open project, in the order of the rail. */
export const projectViews = ['history', 'diff', 'editor', 'backups', 'runs', 'connections', 'settings'] as const

export type ProjectView = (typeof projectViews)[number]

/** Where the page is: everything needed to come back by the address alone. */
export type Route =
  | { readonly name: 'home' }
  | {
      readonly name: 'newProject'
      /** The database it begins with. */
      readonly file?: string
    }
  | { readonly name: 'settings' }
  | {
      readonly name: 'project'
      readonly folder: string
      readonly view: ProjectView
      /** What the view was opened for, such as a revision. */
      readonly item: string | null
    }
  | { readonly name: 'unknown' }

/** `#/project/<folder>/history/<revision>`: the folder is one segment, however many slashes it has. */
export function parseRoute(hash: string): Route {
  const [name = '', folder, view, item] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decodeSegment)
  if (name === '' || name === 'home') return { name: 'home' }
  if (name === 'new') return { name: 'newProject', ...(folder && { file: folder }) }
  if (name === 'settings') return { name: 'settings' }
  const known = projectViews.find(candidate => candidate === (view ?? 'history'))
  if (name !== 'project' || !folder || !known) return { name: 'unknown' }
  return { name: 'project', folder, view: known, item: item ?? null }
}

export function formatRoute(route: Route): string {
  if (route.name === 'newProject') return route.file ? `#/new/${encodeURIComponent(route.file)}` : '#/new'
  if (route.name === 'settings') return '#/settings'
  if (route.name !== 'project') return '#/home'
  const segments = ['project', route.folder, route.view, ...(route.item ? [route.item] : [])]
  return `#/${segments.map(encodeURIComponent).join('/')}`
}

/** An address typed by hand may hold a broken escape: it is taken as it is written. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
