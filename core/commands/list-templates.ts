import { projectTemplates, type ProjectTemplate } from '../script/init-project'

/** The kinds of project that `init` can start. */
export const listTemplates = (): Promise<readonly ProjectTemplate[]> => projectTemplates()
