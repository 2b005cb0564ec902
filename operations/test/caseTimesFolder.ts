/** The variable that names the folder that times of cases are noted in; where it is not set, none are. */
export const FOLDER = "PLUMBLINE_CASE_TIMES";
