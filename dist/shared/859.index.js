export const id = 859;
export const ids = [859];
export const modules = {

/***/ 3859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RunnerShelf: () => (/* binding */ RunnerShelf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _actions_cache__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1691);
/* harmony import */ var _actions_tool_cache__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9805);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9473);





/**
 * The shelf of a GitHub Actions runner: its tool cache, which a hosted runner loses with the job and a self-hosted one
 * keeps, filled from the repository's cache where an earlier job has put the same version there.
 */
class RunnerShelf {
    #temp;
    #warning;
    /** `temp` is RUNNER_TEMP; the tool cache finds its own folder by RUNNER_TOOL_CACHE. */
    constructor(temp, warning) {
        this.#temp = temp;
        this.#warning = warning;
    }
    async majors(wanted) {
        const majors = (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_3__/* .findAllVersions */ .iq)(toolOf(wanted)).map((version) => Number.parseInt(version, 10));
        return majors.toSorted((a, b) => b - a);
    }
    async find(wanted) {
        const folder = (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_3__/* .find */ .I6)(toolOf(wanted), `${wanted.major}.x`);
        if (folder === '')
            return undefined;
        const [, version = ''] = /^(.*)\.0$/.exec((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder).slice((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder)).length + 1)) ?? [];
        return { version, folder, checkedAt: (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(markOf(folder))).mtime };
    }
    async refresh({ folder }, now) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.utimes)(markOf(folder), now, now).catch(() => undefined);
    }
    async put(item, filling) {
        const name = `${toolOf(item)}-${item.version}`;
        // The cache restores to the very path that was saved.
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#temp, 'pgdrill', name);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder, { recursive: true });
        try {
            if (!(await this.#restored(folder, name, filling))) {
                await filling.fill(folder);
                await this.#save(folder, name);
            }
            // It copies, and marks the copy when it is whole; `find` sees none without that mark.
            return await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_3__/* .cacheDir */ .e8)(folder, toolOf(item), `${item.version}.0`);
        }
        finally {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
        }
    }
    async #restored(folder, key, { works }) {
        if (!(0,_actions_cache__WEBPACK_IMPORTED_MODULE_2__/* .isFeatureAvailable */ .w3)())
            return false;
        try {
            if ((await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_2__/* .restoreCache */ .P3)([folder], key)) === undefined)
                return false;
            if (await works(folder))
                return true;
            this.#warning(`what the cache has under ${key} does not run; fetching it again`);
        }
        catch (error) {
            this.#warning(`cannot read the cache: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`);
        }
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(folder);
        return false;
    }
    async #save(folder, key) {
        if (!(0,_actions_cache__WEBPACK_IMPORTED_MODULE_2__/* .isFeatureAvailable */ .w3)())
            return;
        try {
            await (0,_actions_cache__WEBPACK_IMPORTED_MODULE_2__/* .saveCache */ .Io)([folder], key);
        }
        catch (error) {
            this.#warning(`cannot save to the cache: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`);
        }
    }
}
function toolOf({ kind, origin }) {
    return `pgdrill-postgresql-${kind}-${origin}`;
}
/** The tool cache's mark that a folder is whole. */
function markOf(folder) {
    return `${folder}.complete`;
}

/***/ })

};

