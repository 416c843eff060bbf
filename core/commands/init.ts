import { initProject, type InitRequest, type InitResult } from '../script/init-project'

/** Writes a new project into an empty folder. */
export const init = (request: InitRequest): Promise<InitResult> => initProject(request)
