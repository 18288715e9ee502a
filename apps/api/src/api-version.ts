/** Of the API and of the files it generates. */
export const API_VERSION = '0.1.0'
